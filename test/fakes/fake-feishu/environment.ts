import type { FakeFeishu } from './index.ts';

/** The variables that make a program talk to `feishu`. */
export function environmentOf(
  feishu: FakeFeishu,
  transport: 'webhook' | 'websocket',
): Record<string, string> {
  const { appId, appSecret, encryptKey, verificationToken } = feishu.credentials;
  return {
    FEISHU_APP_ID: appId,
    FEISHU_APP_SECRET: appSecret,
    FEISHU_ENCRYPT_KEY: encryptKey,
    FEISHU_VERIFICATION_TOKEN: verificationToken,
    FEISHU_DOMAIN: feishu.url,
    FEISHU_TRANSPORT: transport,
  };
}
