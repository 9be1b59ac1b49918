import fnv1a from '@sindresorhus/fnv1a';
import { adminStyle } from './admin-style.ts';
import { chatStyle } from './chat-style.ts';
import { script } from './script.ts';
import { style } from './style.ts';

export interface Asset {
  /** The address changes with the content, so that a browser may keep the file for good. */
  path: string;
  type: string;
  body: string;
}

const asset = (name: string, extension: string, type: string, body: string): Asset => ({
  path: `/assets/${name}.${fnv1a(body, { size: 64 }).toString(36)}.${extension}`,
  type,
  body,
});

/** The files that pages load. They live in modules, because a Worker has no folder to read them from. */
export const assets = {
  style: asset('style', 'css', 'text/css; charset=utf-8', style),
  adminStyle: asset('admin', 'css', 'text/css; charset=utf-8', adminStyle),
  chatStyle: asset('chat', 'css', 'text/css; charset=utf-8', chatStyle),
  script: asset('script', 'js', 'text/javascript; charset=utf-8', script),
};
