/**
 * Every Chinese sentence a user can see, and no logic. Grouped by where it is shown. Functions take plain values and
 * return plain text: what a person typed is inserted as text and shown as plain text by whoever shows it.
 */

/** Words on buttons that others press by name. */
export const button = {
  publish: '发布',
  abandon: '放弃',
  withdraw: '撤回',
  confirm: '确认',
  useful: '有用',
  useless: '没用',
  readOriginal: '查看原文',
} as const;

/** What is wrong in a file of the library (`bulletins/*.md`), for whoever edits it by hand. */
export const issueFile = {
  noFrontMatter: '文件开头应是一行“---”，接着是刊头信息',
  frontMatterNotClosed: '刊头信息没有以一行“---”结束',
  badYaml: (detail: string) => `刊头信息格式有误：${detail}`,
  unknownKey: (key: string) => `刊头信息里有不认识的项目“${key}”`,
  missingKey: (key: string) => `刊头信息缺少“${key}”`,
  badValue: (key: string, expected: string) => `“${key}”的值不对，应为${expected}`,
  text: '文字',
  year: '1949至2100之间的年份',
  count: '正整数',
  numbers: '一个期号，合刊写成列表',
  date: '“2024-03-14”或“2024-03”形式的日期',
  yes: 'true',
  audience: 'everyone，或群聊 chat_id 的列表',
  status: 'published 或 withdrawn',
  beforeFirstArticle: '第一篇文章（“# 标题”）之前只能有编者按（“> ”开头）和领导批示',
  noteAfterArticle: '编者按（“> ”开头）应放在第一篇文章之前',
  sectionBeforeArticle: '小节标题之前要先有文章标题（“# 标题”）',
  commentTwice: '领导批示出现了两次',
  colophonHeading: '版记（“---”之后）里不能有标题',
} as const;

/** Problems with the environment, for the person who starts the program. Values are never shown: they may be secrets. */
export const configuration = {
  wrong: (problems: string[]) =>
    `配置有误，改好环境变量或 .env（云端版在 wrangler.toml 和密钥里）后再启动：${problems.join('；')}`,
  expected: (key: string, value: string) => `${key} 应为${value}`,
  linesThatSetNothing: (file: string, lines: number[]) =>
    `${file} 第 ${lines.join('、')} 行不是“变量=值”的写法（等号要用半角的），请改好；说明文字前面要加 #`,
  halfCredentials: (missing: string) => `${missing} 没有填（应用的 ID 和密钥要么都填，要么都不填）`,
  webhookNeeds: (missing: string) =>
    `${missing} 没有填（FEISHU_TRANSPORT=webhook 时必填，用来验证事件真的来自飞书）`,
  sessionSecretMissing:
    'SESSION_SECRET 没有填（连飞书又填了 PUBLIC_URL，或 HOST 不是本机地址时必填，用来给网页登录签名）',
  playgroundNeedsLoopback:
    'PLAYGROUND=on 只能用于本机：HOST 应为 127.0.0.1、::1 或 localhost，PUBLIC_URL 应留空',
  values: {
    FEISHU_APP_ID: '应用的 App ID',
    FEISHU_APP_SECRET: '应用的 App Secret',
    FEISHU_ENCRYPT_KEY: '事件订阅的 Encrypt Key',
    FEISHU_VERIFICATION_TOKEN: '事件订阅的 Verification Token',
    FEISHU_DOMAIN: ' feishu、lark 或以 http(s):// 开头的地址',
    FEISHU_TRANSPORT: ' websocket（长连接）或 webhook',
    PUBLIC_URL: '以 http(s):// 开头的地址',
    SESSION_SECRET: '至少 16 个字符的随机字符串',
    EDITORS: '以 ou_ 开头的 open_id，多个用逗号隔开',
    ADMINS: '以 ou_ 开头的 open_id，多个用逗号隔开',
    EDITORS_CHAT: '以 oc_ 开头的 chat_id',
    DATA_DIR: '文件夹的路径',
    HOST: '要监听的地址',
    PORT: ' 0 到 65535 的整数',
    LOG_LEVEL: ' fatal、error、warn、info、debug、trace 或 silent',
    PLAYGROUND: ' on 或 off',
    METRICS_TOKEN: '至少 16 个字符的随机字符串',
    BACKUP_DIR: '文件夹的路径',
    BACKUP_KEY: '至少 16 个字符的密钥，请另外存好',
    BACKUP_KEEP: ' 1 到 3650 的整数（份）',
    TIME_ZONE: '时区的名字，例如 Asia/Shanghai',
    KEEP_QUESTIONS_DAYS: ' 1 到 3650 的整数（天）',
  },
} as const;

const systemReasons: Record<string, string> = {
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '所在的磁盘是只读的',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  ENOTDIR: '路径中有一段不是文件夹',
  EISDIR: '它是文件夹，不是文件',
  EEXIST: '同名的文件占了文件夹的位置',
  ENOENT: '它不存在',
  ENAMETOOLONG: '文件名太长',
  EMFILE: '同时打开的文件太多',
  EFBIG: '文件超过了允许的大小',
  EIO: '磁盘读写出错，可能已经损坏',
  ERR_ENCODING_INVALID_ENCODED_DATA: '不是 UTF-8 编码的文本',
};

/** The library on disk, for administrators. */
export const storage = {
  why: (code: string) => systemReasons[code] ?? `系统报告 ${code}`,
  cannotWrite: (path: string, why: string) =>
    `无法写入 ${path}：${why}。请检查文件夹的权限和磁盘，或用 DATA_DIR 指定另一个文件夹`,
  cannotRead: (path: string, why: string) => `无法读取 ${path}：${why}。请核对这个路径和它的权限`,
  broken: (path: string, line: number, reason: string) =>
    `${path} 第 ${line} 行有误：${reason}。请先改好这个文件，程序不会覆盖它`,
  misplaced: (expected: string) => `文件名和内容不符，按内容应是 bulletins/${expected}`,
  notUtf8: '不是 UTF-8 编码的文本',
  locked: (state: string) =>
    `另一个程序一直在修改这个库，等了 30 秒仍未结束，请稍后再试（锁在 ${state}/library.lock）`,
  botRunning: (dataDir: string) =>
    `另一个机器人正在用 ${dataDir}，请先停下它，或用 DATA_DIR 指定另一个文件夹`,
  conflict: (id: string) => `${id} 刚刚被别人改过，请重新读取后再试`,
  recordDamaged: '待定记录损坏，原来的文件名和原因读不出来；文件本身还在',
  heldMissing: (id: string) => `没有编号为 ${id} 的待定文件，可用 npm run held -- list 查看`,
} as const;

/** What an administrator reads when Cloudflare's database does not do what it is asked to. */
export const database = {
  failed: (reason: string) =>
    `D1 数据库没有完成操作：${reason}。请稍后重试；若一直如此，请核对 wrangler.toml 里的绑定和数据库迁移（npm run deploy 会检查）`,
  bucketFailed: (reason: string) =>
    `R2 没有完成操作：${reason}。请稍后重试；若一直如此，请核对 wrangler.toml 里的 r2_buckets`,
  auditRow: (id: number) => `D1 audit 表第 ${id} 行`,
} as const;

/** Cloudflare Workers, for whoever deploys. */
export const workers = {
  missingBindings: (names: readonly string[]) =>
    `wrangler.toml 里缺少绑定 ${names.join('、')}（DB 是 D1 数据库，FILES 是 R2 存储桶，JOBS 是队列）。补上后运行 npm run deploy`,
  noPublicUrl:
    'PUBLIC_URL 没有填：它是卡片里链接的开头，例如 https://wenbao.账号.workers.dev，填在 wrangler.toml 的 [vars] 里',
} as const;

/** Commands that work on a library at Cloudflare. */
export const wrangler = {
  notStarted: '没能启动 wrangler：请先运行 npm install',
  noBinding: (kind: string, name: string) => `wrangler.toml 里缺少 [[${kind}]] binding = "${name}"`,
  noDatabase: (name: string) =>
    `还没有 D1 数据库：运行 npx wrangler d1 create ${name}，把它给出的 database_id 填进 wrangler.toml`,
  noConsumer: (queue: string) => `wrangler.toml 里缺少处理队列 ${queue} 的 [[queues.consumers]]`,
  secretInFile: (name: string) =>
    `${name} 不能写在 wrangler.toml 里：删掉它，改用 npx wrangler secret put ${name}`,
  noSecret: (name: string) => `还没有密钥 ${name}：运行 npx wrangler secret put ${name}`,
  noVar: (name: string) => `还没有 ${name}：填进 wrangler.toml 的 [vars]`,
  notWebhook: 'wrangler.toml 的 [vars] 里 FEISHU_TRANSPORT 应为 webhook（云端版没有长连接）',
  databaseFailed: (reason: string) =>
    `wrangler 没有完成：${reason}。请核对 wrangler.toml 里的 database_id，运行过 npx wrangler login 和 npm run deploy（它会建好数据表）后再试`,
} as const;

/** `npm run deploy`. */
export const deployCommand = {
  about: '把云端版部署到 Cloudflare Workers：先检查 wrangler.toml、密钥和登录，再建数据表、上传',
  check: '只检查，不部署',
  missing: (problems: readonly string[]) => `还不能部署：${problems.join('；')}`,
  notLoggedIn: '还没有登录 Cloudflare：运行 npx wrangler login（或设置 CLOUDFLARE_API_TOKEN）',
  complete: '✓ 绑定、变量和密钥都齐了',
  migrating: '建立或更新数据表',
  deploying: '上传',
  failed: (doing: string, reason: string) => `${doing}没有完成：${reason}`,
  deployed: (url: string) =>
    `已部署。在飞书开发者后台把事件和卡片回调的请求地址都设为 ${url}，再用 npm run import -- --to d1 --remote 把刊物库写进去`,
} as const;

/** `npm run dev:worker`. */
export const devWorkerCommand = {
  about: '在本机运行云端版：数据库、文件和队列在 .wrangler 里，密钥写在 .dev.vars',
  number: '端口',
  port: '本机端口',
  noTables: (reason: string) => `本机数据库没有建好：${reason}`,
  starting: (port: string, issues: number) => `本机的云端版：http://127.0.0.1:${port}/，库里有 ${issues} 期`,
  empty: (port: string) =>
    `本机的云端版：http://127.0.0.1:${port}/。库还是空的：另开一个终端运行 npm run import -- --to d1`,
} as const;

/** Commands that work on a library at Cloudflare. */
export const onCloudflare = {
  place: 'd1',
  folder: '文件夹',
  flag: {
    '--to': '写到 D1 数据库里（云端版的库），而不是 DATA_DIR',
    '--from': '从 D1 数据库里（云端版的库）取，而不是 DATA_DIR',
  },
  remote: 'Cloudflare 上的数据库；不写就是本机 npm run dev:worker 用的那个',
  persistTo: '本机数据库所在的文件夹（同 wrangler 的 --persist-to）',
  onlyWithD1: (flag: string) => `--remote 和 --persist-to 要和 ${flag} d1 一起用`,
  noSuchPlace: (flag: string, place: string) => `${flag} 后面应写 d1，不认识“${place}”`,
  writing: '写入 D1',
  loaded: (issues: number, passages: number, seconds: string) =>
    `已把 ${issues} 期、${passages} 个段落写进 D1，用时 ${seconds} 秒`,
  upToDate: 'DATA_DIR 里没有要写进 D1 的',
  newer: (issues: number) => `D1 里有 ${issues} 期比 DATA_DIR 里的版本新，没有覆盖；要覆盖请加 --force`,
  backedUp: '原件留在 R2 里，不在这份备份中',
  notEmpty: (issues: number) =>
    `D1 里已有 ${issues} 期刊物，没有恢复。要把备份写进去，请加 --force（同一期以备份为准）`,
  restored: (issues: number, createdAt: string) => `已把 ${issues} 期写进 D1，备份做于 ${createdAt}`,
} as const;

/** The web pages. */
export const pages = {
  siteName: '问报',
  skipToContent: '跳到正文',
  navigation: '主导航',
  catalogue: '目录',
  search: '检索',
  playground: '试用',
  admin: '管理',
  footer: '摘录均为刊物原文，一字未改。仅供内部使用，请勿外传。',
  askLabel: '问题',
  askPlaceholder: '问一问往期刊物',
  askButton: '提问',
  breadcrumbs: '所在位置',
  contents: '本期目录',
  yearOf: (year: number) => `${year}年`,
  libraryEmpty: '还没有刊物。用 npm run import 导入文件，或在飞书里把文件发给机器人。',
  libraryCount: (issues: number, articles: number) => `收有 ${issues} 期刊物、${articles} 篇文章`,
  yearHeading: (year: number, issues: number) => `${year}年（${issues}期）`,
  total: (total: number) => `总第${total}期`,
  editorsNote: '编者按',
  leadersComment: '领导批示',
  colophon: '版记',
  passageCorrected: (version: number) => `您要找的这一段已经更正。第 ${version} 版原来写的是：`,
  passageNow: '查看现在的文字',
  passageGone: '现在的版本里没有对应的文字。',
  passageUnknown: '没有找到链接所指的段落，下面是全文。',
  citationHead: (label: string, units: string, title: string) =>
    `${label}${units && ` ${units}`}《${title}》`,
  copyCitation: '复制引用',
  table: '表格',
  copied: '已复制',
  copyFailed: '没能复制，请选中文字后自行复制',
  citeArticle: '引用本文',
  citePassage: '引用这一段',
  sameUnits: '同一单位的其他文章',
  sameTopic: '其他单位的同类文章',
  filter: '筛选',
  filterByUnit: '按单位筛选',
  filterByYear: '按年份筛选',
  allUnits: '全部单位',
  allYears: '全部年份',
  unitWithCount: (unit: string, articles: number) => `${unit}（${articles}）`,
  nothingUnderFilter: '没有符合条件的文章，请换一个单位或年份。',
  previousArticle: '上一篇',
  nextArticle: '下一篇',
  neighbours: '前后文章',
  withdrawn: '本期已撤回，内容不再有效，请勿引用。',
  corrected: (version: number) => `本期发布后有更正，这里是第 ${version} 版。`,
  unproofed: '本期文字由扫描件识别得来，尚未校对，请以原件为准。',
  notFoundTitle: '没有这个页面',
  notFound: '没有找到这一页。它可能还没有发布，或者地址不完整。',
  backToCatalogue: '回到目录',
  signInTitle: '请先登录',
  signIn: '刊物只给本单位的人看，请先用飞书登录。',
  signInNowhere: '刊物只给本单位的人看。这里还没有配置飞书登录，请联系管理员。',
  logIn: '用飞书登录',
  logOut: '退出',
  loginFailed: '没有登录成功',
  loginExpired: '这次登录已经过期或不是从这里发起的，请重新登录。',
  loginDeclined: '您没有同意登录。需要时可以再试一次。',
  loginRefused: '飞书没有认可这次登录，请重新登录；如果一直不行，请联系管理员。',
  loginOtherTenant: '您的账号不属于本单位，不能查看这里的刊物。',
  tooManyTitle: '打开得太快了',
  tooMany: (seconds: number) => `请等 ${seconds} 秒再试。`,
  failedTitle: '页面出错了',
  failed: '页面没能打开，请稍后再试。问题已记入日志。',
  searchTitle: '检索往期刊物',
  searchIntro: '用平常的话提问。回答只用刊物原文，每一段都能点开看出处。',
  examples: '可以这样问',
  exampleQuestions: ['最新一期有哪些文章', '人才公寓建了多少套', '党建引领基层治理有哪些做法', '2024年目录'],
  suggestions: '联想',
  suggestionKinds: { unit: '单位', name: '专名', article: '文章', issue: '刊物' },
  more: '下一页',
  found: (count: number) => `找到 ${count} 段原文：`,
  comparison: '各单位的原文对照如下：',
  comparisonOverTime: '各时期的原文对照如下：',
  nearMiss: (missing: string) => (missing ? `没有找到关于“${missing}”的内容。` : '没有找到直接的回答。'),
  nearMissRelated: '下面这些内容相近，但并不是您问的：',
  notFoundAnswer: (missing: string) =>
    missing ? `刊物里没有找到关于“${missing}”的内容。` : '刊物里没有找到相关内容。',
  notFoundAdvice: '可以换个说法，或写明单位、年份再问一次；也可以从目录里找。',
  listed: (shown: number, total: number) =>
    shown < total ? `共 ${total} 项，先列出 ${shown} 项：` : `共 ${total} 项：`,
  help: '把想知道的事写成一句话，例如“桐城市人才公寓有多少套”。写明单位和年份，找得更准。',
  lockedToUnit: (units: string) => `只看${units}`,
  lockedToIssue: (label: string) => `只看${label}`,
  lockedToPeriod: (period: string) => `只看${period}`,
  fromTo: (from: string, to: string) => `${from}至${to}`,
  readAs: (from: string, to: string) => `“${from}”按“${to}”查找`,
  carriedOver: (words: string) => `接着上文：${words}`,
  newer: (label: string) => `${label}另有更新的说法：`,
  cardOpen: '打开',
  cardSend: '确定',
  cardUnknown: (tag: string) => `（这里有一个 ${tag}，只能在飞书里查看）`,
} as const;

/** Publishing and importing, for editors and administrators. */
export const publishing = {
  gap: (year: number, from: number, to: number) =>
    from === to ? `库里缺${year}年第${from}期` : `库里缺${year}年第${from}至${to}期`,
  duplicate: (title: string, label: string) => `《${title}》与${label}中的一篇文字完全相同，可能是重复`,
  differs: (label: string, removed: number, added: number) =>
    `库里已有${label}，文字不同（少 ${removed} 行，多 ${added} 行）；确认要替换，请加 --force`,
  withdrawn: (label: string) => `${label}已撤回；确认要重新发布，请加 --force`,
  unreadable: '这个文件无法读取，没有保存。请确认它能正常打开，或另存为 docx、txt 后再试',
  noIssue: '没有认出刊物，需要人工查看',
  warningAt: (text: string, where: string) => `${text}（${where}）`,
} as const;

/** Commands in the shell, for administrators. */
export const commands = {
  standInSegmenter: '本机没有编译好 nodejieba，改用 jieba-wasm，切词的结果一样',
  indexNotSaved: (why: string) => `索引没有存下来（${why}），下次启动时会重建`,
  dictionaryUnusable: (path: string, why: string) =>
    `词典 ${path} 没有用上：${why}。请另存为 UTF-8 编码的文本，并核对权限`,
  dictionaryRenewed: (path: string) => `词典 ${path} 已并入程序新带的词`,
  dictionaryNotRenewed: (why: string) => `程序新带的词没能并进词典（${why}），先用原来的`,
  helpTitles: { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Commands:': '命令：' },
  helpOption: '显示这份说明',
  helpUsage: { '[options]': '[选项]', '[command]': '[命令]' } as Record<string, string>,
  helpDefault: (value: string) => `（默认 ${value}）`,
  misused: (message: string) => `命令写法有误：${message}。加 --help 可看用法`,
  /** By the code of commander's error; `what` is what it names. */
  misuses: {
    'commander.unknownOption': (what: string) => `没有 ${what} 这个选项`,
    'commander.unknownCommand': (what: string) => `没有 ${what} 这个用法`,
    'commander.optionMissingArgument': (what: string) => `${what} 后面没有写内容`,
    'commander.missingMandatoryOptionValue': (what: string) => `缺少 ${what}`,
    'commander.missingArgument': (what: string) => `没有写“${what}”`,
    'commander.excessArguments': () => '多写了参数（有空格的要放在引号里）',
  } as Record<string, ((what: string) => string) | undefined>,
  failed: (message: string) => `程序出错：${message}。设 LOG_LEVEL=debug 再运行一次，可看到详情`,
  progressBar: (label: string) => `${label} {bar} {value}/{total}  每秒 {rate}  还需 {eta_formatted}`,
  progressLine: (label: string, done: number, total: number) => `${label} ${done}/${total}`,
  indexing: '建立索引',
  brokenIssue: (path: string, line: number, reason: string) =>
    `跳过 ${path}：第 ${line} 行，${reason}。改好后运行 npm run reindex`,
  emptyLibrary: (dataDir: string) =>
    `${dataDir} 里还没有刊物，先用 npm run import 导入，或用 DATA_DIR 指定刊物所在的文件夹`,
} as const;

/** `npm run ask`. */
export const askCommand = {
  about: '在终端里向刊物库提问，回答与群里的卡片相同',
  argument: '[问题...]',
  batchArgument: '<文件>',
  question: '一句话，写在引号里',
  json: '以 JSON 输出回答',
  batch: '从文件逐行读取问题（每行一个 JSON：id、q，可加 context、asOf），逐行输出 JSON 回答',
  usage: '"问题" [--json] | --batch 文件 --json',
  nothingAsked: '没有问题：请把问题写在引号里，例如 npm run ask -- "人才公寓有多少套"',
  bothGiven: '命令行的问题和 --batch 只能给一个',
  badLine: (file: string, line: number) =>
    `${file} 第 ${line} 行不是问题：应为 {"id":"…","q":"…"}，可加 "context":["…"] 和 "asOf":"2024-03-14"`,
} as const;

/** What the bot says in chats, and the words it understands there. */
export const chat = {
  helpWords: ['帮助', '使用帮助', '使用说明', '怎么用', 'help', '/help', '?', '？'] as readonly string[],
  /** Keys of bot menus (机器人菜单) set up in the console; any other key is read as a question. */
  menu: { help: '帮助', catalogue: '目录', latest: '最新', subscriptions: '我的订阅' } as Readonly<
    Record<string, string>
  >,
  narrowed: (question: string, unit: string | null, year: number | null) =>
    [year === null ? '' : `${year}年`, unit ?? '', question].filter(Boolean).join(' '),
  unreadable: '我只看得懂文字。请把想知道的事写成一句话再问我，例如“桐城市人才公寓有多少套”。',
  failed: '这次没能查成，问题已记入日志，请稍后再问一次。',
  commandFailed: '没有办成，问题已记入日志，请稍后再试一次。',
  tooLong: (most: number) =>
    `这段文字太长，我没有查找。请用一两句话说想查什么，不要超过 ${most} 个字，例如“桐城市人才公寓有多少套”。`,
  tooMany: '您问得太快了，我先歇一分钟。请稍后再问，一次问一个问题就好。',
  tooManyClicks: '点得太快了，请稍等片刻再点',
  classified: '这条消息带有密级标志，我没有查找，也没有保存。涉密内容请勿在飞书中发送，建议尽快撤回。',
  questionRecalled: '提问已撤回，回答随之收回。',
  cardExpired: '这张卡片已失效，请重新提问',
  thanks: '谢谢，已记下',
  reasonKept: '谢谢，已转给编辑',
} as const;

/** What a click that takes long is answered with at once, by what it does. */
export const lateClick = {
  vote: '收到，正在记下',
  reason: '收到，正在记下',
  'only-unit': '正在查找，稍后更新这张卡片',
  'only-year': '正在查找，稍后更新这张卡片',
  page: '正在翻页，稍后更新这张卡片',
  publish: '正在发布，办好后更新这张卡片',
  abandon: '正在放弃，办好后更新这张卡片',
  withdraw: '正在打开，还没有撤回，稍后更新这张卡片',
  choose: '正在打开，还没有撤回，稍后更新这张卡片',
  confirm: '正在撤回，办好后更新这张卡片',
  keep: '收到，没有撤回，稍后更新这张卡片',
  'propose-synonym': '正在核对，稍后请在新发的卡片上确认',
  'add-synonym': '正在加同义词，办好后更新这张卡片',
  'choose-golden': '正在找可以作答的段落，稍后请在新发的卡片上选',
  'add-golden': '正在设为标准题，办好后更新这张卡片',
  leave: '收到，什么也没有改，稍后更新这张卡片',
} as const;

/** Cards in chats. */
export const card = {
  asked: (question: string) => `问：${question}`,
  summary: (title: string) => `问报：${title}`,
  source: (parts: string[]) => parts.join(' · '),
  article: (title: string) => `《${title}》`,
  section: (path: string[]) => path.join(' › '),
  newer: (label: string, text: string) => `${label}另有更新的说法：${text}`,
  readNewer: '查看较新一期',
  others: (count: number) => `另有 ${count} 段相关原文`,
  onlyUnit: '只看某单位',
  onlyYear: '只看某年',
  allUnits: '全部单位',
  allYears: '全部年份',
  year: (year: number) => `${year}年`,
  more: '更多',
  back: '回到开头',
  reasonTitle: '哪里不对？请告诉编辑',
  chooseReason: '请选择原因',
  reasons: {
    irrelevant: '答非所问',
    'wrong-unit': '不是我问的单位或年份',
    outdated: '内容已过时',
    incomplete: '没说完整',
    other: '其他',
  },
  reasonDetail: '补充说明（可不填）',
  sendReason: '提交',
  comparisonTitle: '各单位的原文对照',
  comparisonOverTimeTitle: '各时期的原文对照',
  missing: (things: string[]) => `没有找到关于“${things.join('、')}”的内容`,
  nearMissTitle: '没有直接的回答',
  nearMissRelated: '下面的原文相近，但不是您问的：',
  notFoundTitle: '没有找到',
  notFoundAdvice: '可以换个说法，写明单位或年份再问一次，也可以从目录里找。',
  catalogue: '看目录',
  searchPage: '在网页上查找',
  listingTitle: (total: number) => `共 ${total} 项`,
  listingPage: (from: number, to: number, total: number) => `第 ${from} 至 ${to} 项，共 ${total} 项`,
  listingEmpty: '没有符合条件的内容。',
  previousPage: '上一页',
  nextPage: '下一页',
  openItem: '打开',
  helpTitle: '问报能帮您做什么',
  helpIntro:
    '把想知道的事写成一句话问我，我从往期刊物里找出原文，附上出处和链接。每一句都是原文，我不改写，也不编造。',
  helpExamplesTitle: '可以这样问',
  helpExamples: [
    '桐城市人才公寓有多少套',
    '哪些县写过党建引领基层治理',
    '2024年第6期有哪些文章',
    '最新一期',
    '临汐县和霁山县怎么给基层减负',
  ],
  helpTips: '写明单位、年份、期号，找得更准。查到之后可以接着问“那岳西呢？”“去年呢？”。',
  helpInGroup: '在群里 @我 提问；在单聊里直接问。发“目录”“最新”“第6期”可以翻看刊物。',
  helpForEditors: '编辑：在单聊里把简报文件发给我，核对后就能发布；发“撤回 第6期”“更正”可以撤回和更正。',
  helpSubscribing:
    '发“订阅”“订阅 人才”“订阅 桐城”，新刊出来时我把目录发给您；发“我的订阅”“退订”可以查看和取消。',
  welcomeTitle: '大家好，我是问报',
  welcomeTitlePrivate: '您好，我是问报',
  blocked: '查到了，但飞书不允许在会话里显示这段内容，请打开链接查看原文。',
  plainAnswer: (count: number) => `查到 ${count} 段原文，卡片没能发出，请打开链接查看：`,
  plainRelated: '没有直接的回答，相近的内容请打开链接查看：',
  plainNotFound: '没有找到相关内容。可以换个说法，写明单位或年份再问一次。',
  plainOther: '卡片没能发出，请打开链接查看：',
} as const;

/** `npm run backup` and `npm run restore`. */
export const backup = {
  aboutBackup: '把整个刊物库和运行状态存成一个文件；机器人运行时也可以做',
  aboutRestore: '用备份恢复刊物库；先逐个文件核对，核对不过什么也不动。恢复前请先停下机器人',
  usage: '文件',
  argument: '<文件>',
  file: '备份文件，例如 wenbao-2024-03-14.tar.gz',
  backupUsage: '[文件或文件夹] [--keep 份数]',
  target: '[文件或文件夹]',
  targetFile: '备份文件；写文件夹就按时间取名存在里面；不写则存进 BACKUP_DIR',
  keep: '文件夹里只留最近几份（只删本程序取名的备份）',
  nowhere: '没有写存到哪里：请写一个文件或文件夹，或设置 BACKUP_DIR',
  keepNeedsFolder: '--keep 要和文件夹一起用，后面写 1 到 3650 的整数',
  notNoted: (dataDir: string) =>
    `备份已经做好，但没能在 ${dataDir} 里记下这一次：那里写不进去，请检查磁盘和权限；自检会照旧提醒备份`,
  encrypted: '已用 BACKUP_KEY 加密：丢了密钥就打不开，请另外存好',
  removed: (count: number) => `清掉了 ${count} 份较早的备份`,
  needsKey: (file: string) => `${file} 是加密的备份，没有恢复。请在 .env 里填上备份时的 BACKUP_KEY`,
  wrongKeyOrDamaged: (file: string) =>
    `${file} 打不开，没有恢复：BACKUP_KEY 与备份时的不同，或文件已损坏。请核对密钥，或换一份备份`,
  force: '库里已有刊物也恢复；原有的内容移到隐藏文件夹里，不删除',
  working: '备份',
  written: (file: string, files: number, megabytes: string) =>
    `已备份 ${files} 个文件到 ${file}（${megabytes} MB）`,
  restored: (dataDir: string, files: number, createdAt: string) =>
    `已恢复 ${files} 个文件到 ${dataDir}，备份做于 ${createdAt}`,
  kept: (folder: string) => `原有的内容在 ${folder}，确认无误后可以删除`,
  notEmpty: (dataDir: string) =>
    `${dataDir} 里已有刊物，没有恢复。要用备份替换，请加 --force；或用 DATA_DIR 指定一个空文件夹`,
  notABackup: (file: string) => `${file} 不是完整的备份文件，没有恢复。请换一份备份`,
  damaged: (file: string, path: string) => `${file} 已损坏（${path} 与清单不符），没有恢复。请换一份备份`,
} as const;

/** `npm run import`, and what became of each file. */
export const importCommand = {
  about: '把往期刊物的文件读进刊物库：文件或文件夹，支持的格式都可以混在一起',
  usage: '路径… [--json] [--force] [--to d1 [--remote]]',
  argument: '[路径...]',
  nothingGiven: '没有写要导入的文件或文件夹，加 --help 可看用法',
  path: '文件或文件夹',
  json: '以 JSON 输出每个文件的结果',
  force: '同一期的文字不同时，用新的替换（旧版留存）',
  progress: '导入',
  status: { published: '发布', unchanged: '未变', replaced: '替换', held: '待定', refused: '拒收' },
  statusHead: '结果',
  countHead: '文件数',
  total: '合计',
  nothingFound: (paths: string) => `${paths} 里没有文件`,
  moreChanges: (count: number) => `……另有 ${count} 行不同`,
  tooSlow: '这个 PDF 太复杂，读不下来。请重新导出或拆开后再发。',
  tooLarge: (megabytes: number) => `文件超过 ${megabytes} MB，请拆分或压缩图片后再试`,
  cannotOpen: (why: string) => `打不开：${why}`,
  heldHint: '待定的文件等人决定：npm run held -- list',
} as const;

/** `npm run held`. */
export const heldCommand = {
  about: '查看和处理待定的文件：有内部标记、没有认出刊物，或与库里同一期文字不同的',
  list: '列出待定的文件',
  publish: '发布待定的文件；同一期已在库里时替换它（旧版留存）',
  discard: '丢弃待定的文件',
  argument: '<编号...>',
  id: '编号，见 list',
  json: '以 JSON 输出',
  noVerb: '要做什么？写 list、publish 或 discard，加 --help 可看用法',
  none: '没有待定的文件',
  head: ['编号', '时间', '文件', '原因'],
  discarded: (name: string) => `已丢弃 ${name}`,
  stays: (id: string) => `${id} 没有发布，文件仍在待定里；不要了可用 npm run held -- discard ${id} 丢弃`,
} as const;

/** `npm run reindex`. */
export const benchCommand = {
  about: '在同样的数据上量各种检索引擎和整个问答的速度、内存，打印成表',
  size: '段落数：10k、20k、100k 或 1m，可以写几次；不写是前三种，要一个来小时，只写 10k 几分钟',
  all: '四种大小都量，要几个小时',
  engine: '只量这个引擎，可以写几次',
  badPart: (name: string, known: string) => `没有这一部分“${name}”：应为 ${known} 之一`,
  badEngine: (name: string, known: string) => `不认识的引擎“${name}”：应为 ${known} 之一`,
  runs: '引擎和整个问答各量几遍，取中位数',
  badRuns: (runs: string) => `不认识的遍数“${runs}”：应为 1 到 100 的整数`,
  medians: (runs: number) => `引擎和整个问答：${runs} 遍的中位数`,
  cpu: '引擎和整个问答只算占用处理器的时间，机器正忙时用',
  picture: '把各引擎提问的快慢画成图（SVG）写到这个文件',
  chart: { title: '提问一次的时间（实线 p50，虚线 p99）', size: '库里的段落数' },
  json: '打印 JSON',
  only: '只量一部分：engines（引擎）、answers（整个问答）、publishing（编辑发布）、import（导入）、state（用久了的状态）、busy（一边导入一万篇一边回答）、bot（命令、网页、飞书事件）、crowd（12 个群同时提 1000 问）、d1（云端版的数据库）或 soak（每秒 5 问，跑很久）',
  minutes: 'soak 跑多少分钟',
  badMinutes: (minutes: string) => `不认识的分钟数“${minutes}”：应为大于 0 的数`,
  soak: (minutes: number) => `每秒 5 问，跑 ${minutes} 分钟`,
  soakTitle: (minutes: number) => `每秒 5 问，跑了 ${minutes} 分钟（示例刊物库）`,
  soakRows: {
    questions: '提问',
    wrong: '没有确认 / 没有回答 / 答了两次',
    card: '飞书事件到卡片 ms（p50 / p95）',
    resident: '常驻内存 MB，开头 → 末尾（后一半每小时增长）',
    heap: '堆内存 MB，回收后，开头 → 末尾（后一半每小时增长）',
    files: '打开的文件，开头 → 末尾',
    handles: '活动的句柄，开头 → 末尾',
  },
  d1At: (passages: string) => `D1，${passages} 段`,
  d1Title: (passages: string) => `D1（本机的 workerd），${passages} 段`,
  d1Rows: {
    answer: '回答 ms（p50 / p95）',
    rowsRead: '每问读的行（p50 / p95 / 最多）',
    calls: '每问访问 D1 的次数（p50 / 最多）',
    rowsWritten: '发布一期写的行',
    open: '新的隔离环境第一次读库 ms / 行',
    load: '批量写入，段每秒',
    size: '数据库 MB / 每段 KB',
    cold: '刚启动时的第一问 ms（到确认 / 到回答，示例刊物库）',
    bundle: '上传的程序 KiB / gzip 后',
    plan: '查询计划',
  },
  badSize: (size: string) => `不认识的大小“${size}”：应为 10k、20k、100k 或 1m`,
  measuring: (what: string) => `正在量${what}……`,
  engineAt: (engine: string, passages: string) => `引擎 ${engine}，${passages} 段`,
  answersAt: (passages: string) => `整个问答，${passages} 段`,
  publishingAt: (passages: string) => `编辑发布，${passages} 段`,
  publishingTitle: '编辑发布：收到文件到预览 ms，点“发布”到能答出新内容 ms（p50 / p95）',
  publishingHead: ['段落', '文本', 'docx', 'pdf', '30 期的 zip', '点“发布”到能答', '发布全部 30 期 s'],
  imported: '导入',
  importTitle: '导入新库（读、发布、建索引）',
  importRows: {
    text: 'txt，篇/秒',
    docx: 'docx，篇/秒',
    pdf: (pages: number) => `一个 ${pages} 页的 pdf s`,
  },
  state: '用久了的状态',
  stateTitle: '用久了的状态',
  stateRows: {
    seenOpen: (messages: number) => `${messages} 条收过的消息，打开 s`,
    seenMemory: '占内存 MB',
    seenLookUp: '查一条 ms（p50 / p99）',
    seenSettle: '记一条（落盘）ms（p50 / p99）',
    sentOpen: (answers: number) => `两周里的 ${answers} 个回答，打开 s`,
    sentMemory: '占内存 MB',
    sentRecord: '记一个（落盘）ms（p50 / p99）',
    sentFind: '找一个 ms（p50 / p99）',
    sentQuoting: '找出引用一期的全部 s',
    feedbackOpen: (rows: number) => `${rows} 条反馈，打开 s`,
    feedbackRecord: '记一条（落盘）ms（p50 / p99）',
    feedbackRead: '全部读一遍 s',
  },
  busy: '一边导入一万篇一边回答',
  busyTitle: '一边导入一万篇，一边每秒回答 20 问',
  busyRows: {
    questions: '回答了',
    answer: '从提问到答案 ms（p50 / p99 / 最久）',
    standstill: '事件循环停顿 ms（p99 / 最久）',
    import: '导入 s',
    takeOver: '导入完到能答出新内容 s',
  },
  bot: '命令、网页和飞书事件',
  failed: (what: string, detail: string) => `量不了${what}：${detail}`,
  notInstalled: (engine: string) =>
    `没有量 ${engine}：这台机器上没有它。Node 22.13 以上自带 node:sqlite，否则先运行 npm install --no-save better-sqlite3@12.11.1`,
  enginesTitle: (passages: string) => `引擎，${passages} 段（分词以外；“倍”是相对问报自己的 postings）`,
  answersTitle: '整个问答（postings 引擎）',
  botTitle: '示例刊物库',
  crowd: '12 个群同时提 1000 问',
  crowdTitle: '12 个群同时提 1000 问（受飞书每分钟 1000 次的限制）',
  crowdRows: {
    card: '飞书事件到卡片 ms（p50 / p95）',
    ack: '飞书事件到确认 ms（p50 / p95）',
    seconds: '全部答完 s',
    wrong: '没有恰好答一次的',
    breaches: '超出平台限制的',
  },
  engineHead: [
    '引擎',
    '建库 ms/千段',
    '建库倍',
    '内存 KB/段',
    '提问 p50 ms',
    'p95',
    'p99',
    'p50 倍',
    'p99 倍',
    '前10召回',
    '加一期 ms',
    '撤一期 ms',
    '保存 s',
    '打开 s',
    '文件 KB/段',
  ],
  answerHead: [
    '段落',
    '回答 p50 ms',
    'p95',
    'p99',
    '理解 p50',
    'p99',
    '找段落 p50',
    'p99',
    '内存 KB/段（正文以外）',
    '分词 ms/千段',
    '加一期 ms',
    '撤一期 ms',
    '保存 s',
    '打开 s',
  ],
  botRows: {
    firstAnswer: '命令行第一次提问（含建库） s',
    batchAnswer: '批量提问，每问 ms',
    start: '机器人启动到第一页 s',
    memory: '机器人常驻内存 MB',
    event: '飞书事件到卡片 ms（p50 / p95）',
    catalogue: '目录页 ms（p50 / p95）',
    issue: '刊物页 ms（p50 / p95）',
    search: '搜索页 ms（p50 / p95）',
    import: '导入，篇/秒',
  },
} as const;

export const reindexCommand = {
  about: '按 bulletins/ 里的文件重建索引；正在运行的机器人会自动换用新索引',
  done: (issues: number, passages: number, seconds: string) =>
    `已索引 ${issues} 期、${passages} 个段落，用时 ${seconds} 秒`,
} as const;

/** What is wrong with the Feishu side of things, for the person who starts the program. */
export const feishuSetup = {
  webhookKeys: '没有 Encrypt Key 和 Verification Token，不能用 webhook 接收事件：任何人都可以冒充飞书',
  badAppId:
    'FEISHU_APP_ID 不像自建应用的 App ID（应是 cli_ 加 16 位十六进制字符），飞书不会接受它的长连接；请在开放平台“凭证与基础信息”里复制',
} as const;

/** What reading a document found, for the editor who sent it. */
export const reading = {
  classified: '这份材料带有国家秘密标志，我不能收，也没有保存。请按保密规定处理，并联系本单位保密工作机构。',
  internal: (mark: string) => `这份材料标有“${mark}”，先放在一边，由管理员决定是否收录。`,
  noText: '这份文件里没有读到文字。',
  scan: '这是扫描件或图片，没有可读的文字，这里也没有安装文字识别，先放在一边。请发 Word 或可复制文字的 PDF，或请管理员安装文字识别。',
  notABulletin:
    '没有读到刊物名称、期号和日期，看不出是哪一期简报。如果确是简报，请把文件名改成“刊物名2024年第6期”的样子再发一次。',
  noArticles: '读到了报头，但没有读到文章正文，请检查文件是否完整。',
  noName:
    '没有读到刊物名称（报头可能是图片）。请把文件名改成“刊物名2024年第6期”的样子再发一次，或由管理员补录。',
  noYear: '没有读到年份，无法确定是哪一年的。请把文件名改成“刊物名2024年第6期”的样子再发一次。',
  yearGuessed: (year: number) => `报头和日期里没有年份，从正文推断为${year}年，请管理员核对后再发布。`,
  brokenIssueFile: (line: number, reason: string) => `这是问报的期刊文件，但第${line}行有误：${reason}。`,
  untitled: '（无标题）',
  page: (number: number) => `第${number}页`,
  untitledArticle: (number: number) => `第${number}篇`,
  warning: {
    'no-name': '报头没有刊物名称',
    'no-year': '没有年份',
    'no-date': '没有读到日期',
    'no-number': '没有读到期号',
    'no-office': '没有读到编发单位',
    'date-year-missing': '日期没有印年份，按期号的年份补上',
    'year-guessed': '年份是从正文推断的',
    'from-file-name': '报头不全，有的内容取自文件名',
    'date-from-signature': '报头没有日期，取自文末落款',
    'date-from-colophon': '报头没有日期，取自版记的印发日期',
    'no-title': '有一篇文章没有标题',
    'no-unit': '文章没有供稿单位',
    'several-units': '文章有多个供稿单位',
    'unit-not-in-note': '供稿单位不在编者按提到的单位之中',
    'unfinished-paragraph': '这一段没有结尾，可能有缺漏',
    'empty-section': '标题下面没有内容',
    'numbering-gap': '标题编号不连续',
    'damaged-text': '有乱码或缺字',
    'text-before-title': '第一个标题之前有文字',
    recognised: '识别稿，待校对',
    'incomplete-file': '文件不完整，可能丢了一部分文字',
    'page-without-text': '有的页面是图片，没有读到文字',
  },
} as const;

/** Why a file cannot be read, for its sender. */
export const formats = {
  empty: '这是一个空文件。',
  binary: '这不是文字材料，或者文件已经损坏，读不出文字。',
  brokenArchive: '压缩包已损坏，打不开。请重新压缩，或解压后再发。',
  lockedArchive: '压缩包设了密码，打不开。请去掉密码再发。',
  archiveTooLarge: '压缩包解开后太大，请分成几个小的再发。',
  archiveTooDeep: '压缩包里套了太多层压缩包，请先解压再发。',
  archivePath: '压缩包里这个文件的路径不正常，没有收。',
  archiveInside: '这是一个压缩包，请解压后把里面的文件发来。',
  otherArchive: '这种压缩格式打不开，请用 zip 压缩，或解压后再发。',
  program: '这是一个程序文件，不是文字材料。',
  richText: '暂时读不了 RTF 格式，请用 Word 或 WPS 另存为 docx 再发。',
  ofd: '暂时读不了 OFD 格式，请转成 PDF 或 docx 再发。',
  openDocument: '暂时读不了这种格式，请用 Word 或 WPS 另存为 docx 再发。',
  sheetOrSlides: '这是电子表格或幻灯片，不是简报正文，请发 docx、pdf 或文本。',
  lockedWord: '这个 Word 文件设了密码，读不出正文。请去掉密码再发。',
  lockedPdf: '这个 PDF 设了密码，读不出正文。请去掉密码再发。',
  brokenPdf: '这个 PDF 已损坏，读不出正文。请重新导出后再发。',
  tooManyPages: (pages: number, most: number) =>
    `这个 PDF 有${pages}页，超过了${most}页，不像是一期简报。请拆开后再发。`,
  tooSlow: '这个 PDF 太复杂，读不下来。请重新导出或拆开后再发。',
  tooLarge: (megabytes: number) => `文件超过${megabytes}MB，不像是一期简报。请压缩图片或拆开后再发。`,
  docElsewhere:
    '云端版读不了旧版 Word 文件（.doc、.wps）。请用 Word 或 WPS 另存为 .docx 再发，或请管理员用 npm run import 导入。',
  longPdfElsewhere: (pages: number, most: number) =>
    `这个 PDF 有 ${pages} 页，云端版最多读 ${most} 页。请分开发，或请管理员用 npm run import 导入。`,
  brokenWord: '这个 Word 文件已损坏，读不出正文。请用 Word 或 WPS 打开另存后再发。',
} as const;

/** The playground: a page that plays a group chat. */
export const playground = {
  title: '试用问报',
  cadre: '干部 陈晓',
  editor: '编辑 林知远',
  admin: '管理员 周平',
  bot: '问报',
  botBadge: '机器人',
  mention: '@问报',
  group: '组工信息交流群',
  privateChat: '与问报单聊',
  chats: '会话',
  iAm: '我的身份',
  messages: '消息',
  thread: '话题',
  backToChat: '返回群聊',
  replies: (count: number) => `${count} 条回复`,
  openThread: '话题',
  reply: '回复',
  replyTo: (name: string) => `回复 ${name}`,
  cancelReply: '取消回复',
  recall: '撤回',
  recalled: '此消息已撤回',
  working: '正在查找',
  compose: '发消息',
  composeGroup: '在群里提问，记得 @问报',
  composePrivate: '直接提问，不用 @',
  file: (name: string) => `[文件] ${name}`,
  sendFile: '发文件（选择文件，或拖到这里）',
  sendFileButton: '上传',
  editorsPublish: '编辑把简报文件发给问报就能发布：换成编辑的身份，在单聊里试试。',
  publishesTo: (folder: string) =>
    `在单聊里发来简报（docx、pdf、doc、txt、md、zip，也可以直接粘贴全文），核对后点“发布”。这里是真的发布：会写进刊物库 ${folder}，随时可以撤回；只想试试，请用 DATA_DIR 指定另一个文件夹再启动。`,
  replyToFile: '飞书不会把群里的文件告诉机器人：请回复这个文件并 @问报。',
  send: '发送',
  clear: '清空',
  intro: '这里不用飞书账号。选一个身份，像在群里一样 @问报 提问；回答用的是与飞书相同的卡片。',
  notMentioned: '没有 @问报，机器人不会回答。',
  examples: '可以这样问',
  exampleQuestions: [
    '“岫里安居”工程有多少套房源？',
    '各县是怎么给基层减负的？',
    '石渡市的科技副总有多少名？',
    '2024年有哪些文章？',
    '安庆的“奔桐计划”是什么？',
    '火星上有没有党支部？',
  ],
} as const;

const listenReasons: Record<string, string> = {
  EADDRINUSE: '端口已被占用。请停下占用它的程序，或用 PORT 换一个端口',
  EACCES: '没有权限用这个端口。请用 PORT 换一个 1024 以上的端口',
  EADDRNOTAVAIL: '本机没有这个地址。请改正 HOST',
  ENOTFOUND: '本机没有这个地址。请改正 HOST',
};

/** `npm start`. */
export const starting = {
  cannotListen: (host: string, port: number, code: string) =>
    `无法监听 ${host}:${port}：${listenReasons[code] ?? `系统报告 ${code}。请检查 HOST 和 PORT`}`,
  listening: (url: string) => `问报已启动：${url}/`,
  ready: (issues: number, passages: number) => `可以提问了：${issues} 期刊物，${passages} 个段落`,
  withoutFeishu: '没有配置飞书凭证（FEISHU_APP_ID、FEISHU_APP_SECRET），机器人不启动，只开本机试用页',
  withoutFeishuAndPlayground: '没有配置飞书凭证，试用页也没有开（PLAYGROUND），现在谁也不能提问',
  randomSessionSecret: '没有填 SESSION_SECRET：这次用随机的，重新启动以后要重新登录网页',
  feishuLacks: (subject: string, detail: string) =>
    `机器人现在收不到消息，网页照常。${subject}：${detail}。改好后重新启动；详情运行 npm run doctor`,
  stopping: '正在停止……',
} as const;

/** `npm run evaluate`. */
export const evaluateCommand = {
  about: '用标准问题检验回答，或用任意语料检验查找：同样的分词、索引、排序和摘录',
  usage:
    '[--questions 文件] [--misses] [--curve] [--compare 文件] [--json] | --corpus 文件 --queries 文件 [--baseline] [--run 文件] [--json]',
  questions: '标准问题，默认是刊物库里的 questions.jsonl',
  misses: '列出每道没答对的题：答了什么，该答什么',
  curve: '画出拒答曲线：门槛从 0.2 到 0.8，该拒的拒了多少，不该拒的拒了多少',
  compare: '与以前一次的 --json 输出比较：哪些题变对了，哪些变错了',
  corpus: '语料，每行一个 {"id","title","text"}，同一篇文章的各段可加 "article"',
  queries: '语料的问题，每行一个 {"id","q","gold":["id"]}，可加 "answer":["…"]',
  baseline: '并列给出 MiniSearch 加 nodejieba 在默认参数下的结果',
  run: '把每道题查到的 id 写进文件，每行一个 {"id","ranked"}',
  json: '以 JSON 输出',
  together: '--corpus 和 --queries 要一起给',
  goldenOnly: (options: string) => `${options} 用于标准问题，不能和 --corpus 一起给`,
  collectionOnly: (options: string) => `${options} 要和 --corpus、--queries 一起给`,
  badQuestion: (file: string, line: number) =>
    `${file} 第 ${line} 行不是标准问题：应为 {"id":"…","q":"…","kind":"…"}，其余字段见 data/README.md`,
  badCorpusLine: (file: string, line: number) =>
    `${file} 第 ${line} 行不是语料：应为 {"id":"…","title":"…","text":"…"}，可加 "article":"…"`,
  badQuery: (file: string, line: number) =>
    `${file} 第 ${line} 行不是语料的问题：应为 {"id":"…","q":"…","gold":["…"]}，可加 "answer":["…"]`,
  badRun: (file: string) => `${file} 不是 npm run evaluate -- --json 的输出，无法比较`,
  noQuestions: (file: string) => `${file} 里没有问题`,
  noGold: (queries: string, corpus: string) =>
    `${queries} 里的 gold 没有一个在 ${corpus} 里，请核对两个文件是否配套`,
  asking: '提问',
  cutting: '分词',
  head: ['种类', '题数', '答对', '首条摘录', '前三条', '误拒', '应拒已拒'],
  total: '合计',
  percent: (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)}%`),
  answerable: (n: number, refused: number, wrong: number, wrongUnit: number) =>
    `答得了的 ${n} 题：误拒 ${refused}，答错 ${wrong}；张冠李戴（给了别的单位）${wrongUnit}`,
  unanswerable: (n: number, refused: number, answered: number) =>
    `答不了的 ${n} 题：拒答 ${refused}，误答 ${answered}`,
  related: (n: number, found: number) => `其中有相近内容可给的 ${n} 题，给出了 ${found} 题`,
  notVerbatim: (n: number) => `不是原文的摘录：${n}`,
  milliseconds: (p50: string, p99: string) => `用时（毫秒）：中位数 ${p50}，99% 的题不超过 ${p99}`,
  missed: (id: string, kind: string, question: string, answerKind: string) =>
    `✗ ${id}（${kind}）${question} → ${answerKind}`,
  context: (questions: string) => `前面问过：${questions}`,
  given: '给出',
  offered: '相近',
  listed: '列出',
  wanted: '应有',
  shouldRefuse: '应拒答',
  becameRight: '变对',
  becameWrong: '变错',
  added: '新题',
  gone: '这次没问',
  ids: (label: string, ids: readonly string[]) => `${label} ${ids.length}：${ids.join(' ') || '–'}`,
  curveHead: ['门槛', '应拒已拒', '误拒', '答对'],
  current: '现用',
  engines: { own: '问报', baseline: 'MiniSearch 默认参数' },
  collectionHead: [
    '',
    '题数',
    'R@1',
    'R@5',
    'R@10',
    'MRR@10',
    'nDCG@10',
    '首条摘录',
    '前三条',
    '中位毫秒',
    'p99 毫秒',
    '建库秒',
  ],
} as const;

/** The admin page. */
export const admin = {
  title: '运行情况',
  questions: '最近 14 天的提问',
  chartLabel: '每天的提问数，按结果分色；数字见下面的表格',
  asTable: '看表格',
  endings: { answered: '有回答', 'near-miss': '只有相近内容', 'not-found': '没有找到' },
  day: '日期',
  unanswered: '没有答上来的问题',
  synonymHint:
    '如果刊物里用的是另一个说法，就把两个说法加为同义词，马上生效；编辑也可以给机器人发“同义词 说法甲=说法乙”。',
  synonymLabel: '同义词（用等号隔开，例如 人才公寓=人才房）',
  addSynonym: '加同义词',
  synonymOf: (question: string) => `为“${question}”加同义词`,
  backToAdmin: '回到管理页',
  onThisMachine: '本机管理页',
  slow: '慢的回答',
  slowHint: '只列超过 0.1 秒的，按查找用时从长到短；发送所用的时间不在内。',
  milliseconds: '毫秒',
  mostAsked: '问得最多的问题',
  question: '问题',
  times: '次数',
  ending: '最近一次的结果',
  lastDay: '最近一次提问',
  export: '导出表格',
  library: '馆藏',
  librarySize: (issues: number, articles: number) => `共 ${issues} 期、${articles} 篇文章。`,
  bulletin: '刊物',
  year: '年份',
  issues: '期数',
  missing: '缺期',
  none: '无',
  range: (from: number, to: number) => (from === to ? `${from}` : `${from}—${to}`),
  gapHint: '缺期指最大期号以前没有入库的期号。',
  broken: '读不出来的刊物文件',
  brokenHint: '改好文件后运行 npm run reindex。',
  held: '等待处理的文件',
  heldHint: '用 npm run held 查看、发布或丢弃。',
  unproofed: '识别稿，待校对',
  unproofedHint: '请编辑对照原件校对后重新发布。',
  nothing: '没有。',
  withCount: (heading: string, count: number) => (count === 0 ? heading : `${heading}（${count}）`),
  state: '运行状态',
  item: '项目',
  value: '情况',
  lastBackup: '上次备份',
  neverBackedUp: '还没有备份过，请运行 npm run backup',
} as const;

/** `npm run doctor`. */
export const doctor = {
  about: '检查配置、资料库和飞书应用的设置，说明缺什么、会影响什么、在哪里补',
  json: '以 JSON 输出',
  summary: (good: number, all: number) =>
    good === all
      ? `共检查 ${all} 项，全部正常`
      : `共检查 ${all} 项，${good} 项正常，其余见上（✗ 必须补上，! 建议补上，? 需自行核对）`,
  dataDir: (path: string) => `资料库文件夹 ${path}`,
  dataDirUnusable: (why: string) => `不能读写（${why}）。请检查 DATA_DIR 和文件夹的权限`,
  space: '磁盘空间',
  littleSpace: '不足 500 MB，请清理磁盘',
  library: (issues: number) => `刊物 ${issues} 期`,
  emptyLibrary: '还没有刊物，请用 npm run import 导入',
  brokenIssue: (path: string, line: number) => `${path} 第 ${line} 行`,
  envFile: '.env 的权限',
  envFileOpen: '这台机器上的其他人也能读到里面的密钥，请运行 chmod 600 .env',
  dictionary: '词典',
  dictionaryFile: (name: string) => `词典 ${name}`,
  dictionaryUnusable: '不是 UTF-8 文本，或读不了，整个没有用上。请另存为 UTF-8，或从备份恢复',
  dictionaryUnknown: (shipped: string) =>
    `与程序自带的（${shipped}）不同，又没有记下当初的样子，分不清哪些是本单位改的，所以没有更新。请把自己加的行另存，删掉这个文件，重新启动后再把那些行加回去；以后升级会自动合并`,
  dictionaryBehind: '比程序自带的旧，重新启动时会自动合并；重新启动后还是这样，请检查文件夹的权限',
  index: '索引',
  noIndex: '还没有建立，第一次启动或提问时会建，也可以运行 npm run reindex',
  held: (count: number) => `待定文件 ${count} 个`,
  seeHeld: '请用 npm run held -- list 查看，决定发布还是丢弃',
  damagedRecord: (path: string) => `损坏的记录 ${path}`,
  lookAtDamaged: '程序已用读得出的部分继续运行，这是原样的副本；看过之后可以删除',
  backup: '备份',
  backupDirUnusable: (path: string) => `BACKUP_DIR（${path}）不能写，夜间备份做不成。请检查权限`,
  noBackup: '还没有备份过，也没有设 BACKUP_DIR。请设置它，或运行 npm run backup',
  noBackupYet: '还没有备份过：每天凌晨 2 点之后自动做，也可以现在运行 npm run backup',
  oldBackup: (days: number) => `上次是 ${days} 天前，请检查 BACKUP_DIR，或运行 npm run backup`,
  credentials: '应用凭证',
  noCredentials:
    '没有填写 FEISHU_APP_ID 和 FEISHU_APP_SECRET：只有网页可用。在飞书开放平台建一个企业自建应用，把凭证填进 .env',
  credentialsRefused: (code: number) =>
    `飞书不认 FEISHU_APP_ID 和 FEISHU_APP_SECRET（错误码 ${code}）。请在开放平台“凭证与基础信息”里重新复制`,
  unreachable: (why: string) => `连不上飞书（${why}）。请检查网络、代理和 FEISHU_DOMAIN`,
  bot: '机器人能力',
  botOff: (page: string) =>
    `没有启用，或者启用后没有发布版本：机器人收不到也发不出消息。在 ${page} 启用，再发布一个版本`,
  scope: (name: string) => `权限 ${name}`,
  event: (name: string) => `事件 ${name}`,
  callback: (name: string) => `回调 ${name}`,
  addIt: (without: string, page: string) => `没有开通，${without}。在 ${page} 添加，再发布一个版本`,
  lookYourself: (without: string, page: string) =>
    `查不到（应用没有“获取应用信息”的权限），请到 ${page} 核对；缺了它，${without}`,
  delivery: '事件的接收方式',
  otherTransport: (wanted: string, page: string) =>
    `与 FEISHU_TRANSPORT=${wanted} 不一致，收不到任何事件。请在 ${page} 改订阅方式，或改配置`,
  otherAddress: (address: string, page: string) => `请求地址应为 ${address}，请在 ${page} 修改`,
  clock: '本机时钟',
  clockOff: (minutes: number) =>
    `比飞书${minutes > 0 ? '快' : '慢'} ${Math.abs(minutes)} 分钟。回答不受影响，但日志和备份的时间会错，请校准`,
  links: '卡片里的链接',
  linksAreLocal: '没有填 PUBLIC_URL，链接指向本机地址，别人打不开',
  without: {
    privateMessages: '收不到单聊里的提问',
    groupMessages: '收不到群里 @机器人 的提问',
    messages: '收不到任何提问',
    sending: '发不出任何回答',
    updating: '卡片发出后不能更新（更正、翻页后的更新）',
    recalling: '撤回提问后，回答不能随之收回',
    recallEvents: '不知道提问被撤回，回答会留在群里',
    files: '取不到编辑发来的文件；也不知道提问被撤回，回答会留在群里',
    documents: '读不了编辑发来的云文档链接',
    wikiPages: '读不了编辑发来的知识库链接',
    reactions: '处理提问时没有“正在处理”的表情',
    groupWelcome: '进群时不会自我介绍',
    privateWelcome: '第一次打开单聊时不会自我介绍',
    edits: '提问改过之后不会重新回答',
    menu: '机器人菜单点了没有反应',
    buttons: '卡片上的按钮点了没有反应',
    login: '网页登录不了（无法确认来人属于本单位），卡片里的链接打不开',
    chatAudience: '只给某些群看的刊物，群成员在网页上也看不到',
  },
} as const;

/** Commands in chats: words that begin a message. */
export const command = {
  subscribe: ['订阅'] as readonly string[],
  unsubscribe: ['退订', '取消订阅'] as readonly string[],
  subscriptions: ['我的订阅', '订阅列表', '查看订阅', '本群订阅'] as readonly string[],
  synonym: '添加同义词|加同义词|同义词',
} as const;

const topicName = (topic: string): string => (topic === '' ? '全部新刊' : `“${topic}”`);

/** 订阅, 退订, 我的订阅. */
export const subscribing = {
  begun: (topic: string) =>
    topic === ''
      ? '已订阅全部新刊。每出一期，我把目录发到这里（晚上 9 点到早上 8 点不打扰）。不想再收，发“退订”。'
      : `已订阅“${topic}”。新一期写到它时，我把目录发到这里，有关的排在最前（晚上 9 点到早上 8 点不打扰）。不想再收，发“退订 ${topic}”。`,
  already: (topic: string) => `已经订阅过${topicName(topic)}了，不用再订。发“我的订阅”可以查看。`,
  ended: (topics: string[], asked: string | null) => {
    if (topics.length > 0) return `已退订${topics.map(topicName).join('、')}。`;
    return asked === null ? '这里没有订阅，不用退。' : `没有订阅过“${asked}”。发“我的订阅”可以查看。`;
  },
  list: (topics: string[], isGroup: boolean) =>
    topics.length === 0
      ? `${isGroup ? '本群' : '您'}还没有订阅。发“订阅”收全部新刊的目录，发“订阅 人才”只收写到人才的。`
      : `${isGroup ? '本群' : '您'}订阅了${topics.map(topicName).join('、')}。退订一个发“退订 ${topics.find(Boolean) ?? '人才'}”，全部退订发“退订”。`,
  tooMany: (most: number) => `最多订阅 ${most} 个，请先退订几个。`,
  tooLong: (most: number) => `订阅的词太长了，请不要超过 ${most} 个字。`,
} as const;

/** What editors learn from questions: the weekly report, synonyms (同义词), golden questions (标准问题). */
export const learning = {
  weeklyTitle: (from: string, to: string) => `提问周报：${from}至${to}`,
  weeklySummary: (total: number, notFound: number) =>
    `一周共提问 ${total} 次，${notFound} 次没有找到直接的回答。`,
  chartTitle: '每天的提问',
  endings: { answered: '有回答', 'near-miss': '只有相近内容', 'not-found': '没有找到' },
  notFound: '问了没有找到',
  mostAsked: '问得最多',
  leastUseful: '点“没用”最多',
  none: '没有。',
  times: (question: string, times: number) => `${question}（${times} 次）`,
  useless: (question: string, useless: number, useful: number, reasons: string[]) =>
    `${question}（没用 ${useless}，有用 ${useful}${reasons.length > 0 ? `；${reasons.join('、')}` : ''}）`,
  makeGolden: '设为标准题',
  synonymHint: '刊物里用的是另一个说法？加一组同义词，马上生效：',
  synonymExample: '例如 人才公寓=人才房',
  addSynonym: '加同义词',
  synonymTitle: '把这些词当作同义词？',
  synonymEffect: '确认后，问其中一个，也会查另外几个；原词排在前面。只放真正能互换的词。',
  synonymWords: (words: string[]) => words.join(' = '),
  synonymAdded: (words: string[]) => `已加同义词：${words.join(' = ')}。现在就可以用了。`,
  synonymKnown: (words: string[]) => `${words.join(' = ')} 已经是同义词，不用再加。`,
  synonymForm: '请写成“同义词 人才公寓=人才房”的样子：2 到 6 个词，用等号隔开，每个不超过 20 个字。',
  goldenTitle: '哪一段回答了这个问题？',
  goldenHint: '选定后加进标准问题，以后每次 npm run evaluate 都会用它检查回答。',
  thisOne: '就是这段',
  noCandidates: '没有找到可以作答的段落。可以先加同义词，或请人补录刊物。',
  goldenAdded: (question: string) => `已设为标准题：${question}`,
  goldenKnown: (question: string) => `标准问题里已经有：${question}`,
  passageGone: '这一段已经更正或撤回，请重新选择。',
  left: '已放弃，什么也没有改。',
  confirmBelow: '请在新发的卡片上确认',
  editorsOnly: '只有编辑可以加同义词和标准题。请把建议告诉编辑。',
  cannotTell: '现在问不到您是不是编辑，请过几分钟再试。',
  cardElsewhere: '这张卡片是转发来的，不能在这里操作',
  failed: '没有办成，问题已记入日志，请稍后再试',
  plain: '提问周报的卡片没能发出，请到网页的“管理”里查看。',
} as const;

/** In files that people read, too. */
export const learnedFiles = {
  addedByEditors: '# ── 编辑在群里添加的 ──',
} as const;

/** What the bot says of its own accord after an editor's act. */
export const afterwards = {
  /** On a card whose text is no longer in the library. */
  amended: {
    corrected: (label: string) => `该摘录所在文章已更正（${label}）。`,
    withdrawn: (label: string) => `该摘录所在文章已撤回（${label}），请勿再引用。`,
  },
  digest: {
    title: (label: string) => `${label}刊发了`,
    about: (topics: string[]) => `与订阅的${topics.map((topic) => `“${topic}”`).join('、')}有关：`,
    contents: '本期目录',
    item: (number: number, title: string, unit: string) => `${number}. ${title}${unit && `（${unit}）`}`,
    more: (count: number) => `……另有 ${count} 篇`,
    open: '看本期',
    howToStop: '不想再收：发“退订”；看订了什么：发“我的订阅”。',
  },
  readCorrected: '查看更正后的原文',
  askedAgain: '下面是按现在的刊物重新查到的：',
  notAskedAgain: '请重新提问。',
  cardsAmended: (label: string, cards: number) =>
    `${label}改动后，已在 ${cards} 张引用过它的回答卡片上注明。`,
  cardsFailed: (cards: number) => `另有 ${cards} 张卡片没能注明，飞书不允许修改。`,
  olderCards: (label: string, places: string[]) =>
    `14 天以前发出的卡片，飞书不再允许修改，其中引用过${label}的有：${places.join('、')}。请酌情在群里说明。`,
  cardsIn: (chat: string, cards: number) => `${chat} ${cards} 张`,
  inPrivate: '单聊',
  otherChats: '其他群',
  unnamedChat: (id: string) => `群 ${id}`,
} as const;

/** The audit log and `npm run audit`. */
export const audit = {
  place: (path: string, line: number) => `${path} 第 ${line} 行`,
  about: '列出谁在什么时候发布、更正、撤回了哪一期，改了哪些同义词',
  since: '只列这一天起的，例如 2024-03-01',
  issue: '只列这一期的：期的 id，或“2024年第6期”',
  json: '以 JSON 输出',
  head: ['时间', '谁', '做了什么', '哪一期', '说明'],
  acts: { published: '发布', corrected: '更正', withdrawn: '撤回', synonym: '加同义词', golden: '加标准题' },
  change: (label: string, from: number | null, to: number) =>
    from === null ? `${label}（第 ${to} 版）` : `${label}（第 ${from} 版 → 第 ${to} 版）`,
  none: '没有记录',
  badDay: (day: string) => `“${day}”不是日期：应为 2024-03-01 的样子`,
  tampered: (place: string) => `审计记录被改动过：${place} 起与当初写下的不符。请与备份核对`,
} as const;

/** What the pictures of the README show. */
export const pictures = {
  question: '云岫县“岫里安居”有多少套房源？',
  comparison: '临汐县和霁山县怎么给基层减负',
  issueId: '安庆组工信息-2024-06',
  passage: '“奔桐计划”是',
  /** Each kind of card with the question it answers. */
  cards: {
    answer: '云岫县“岫里安居”有多少套房源？',
    several: '人才公寓有多少套？',
    comparison: '霁山县和松棠县有多少名驻村第一书记？',
    listing: '哪些县写过驻村第一书记？',
    contents: '2024年第8期有哪些文章？',
    'near-miss': '望潮区有多少名科技副总？',
    'not-found': '量子计算机研发进展如何？',
  },
  /** The digest shows what this subscriber gets of this issue. */
  newIssue: '澜州组工信息-2024-08',
  topic: '人才',
  unanswered: ['青年驿站能免费住几天？', '村级后备干部补贴标准是多少？'],
  noChromium: '没有找到 Chromium：请先安装（Debian：apt-get install chromium），或用 CHROMIUM_PATH 指明位置',
  noPassage: '样例馆藏里没有要拍的那一段：请核对 scripts/pictures.ts 和 wording.ts 里的 pictures',
} as const;

/** The daily self-check, to the editors' chat: only what needs a person, each with what to do. */
export const selfCheck = {
  report: (sentences: string[]) =>
    `每日自检发现 ${sentences.length} 件事需要处理：\n${sentences.map((text, i) => `${i + 1}. ${text}`).join('\n')}`,
  littleSpace: (megabytes: number) => `磁盘只剩 ${megabytes} MB，请清理；磁盘满了就不能再收新的提问和刊物`,
  lacking: (subject: string, detail: string) => `飞书应用：${subject}${detail}`,
  platformCode: (code: string, times: number) =>
    `飞书返回错误码 ${code}，共 ${times} 次：${platformCodes[code] ?? '请管理员运行 npm run doctor 检查'}`,
  broken: (count: number, paths: string[]) =>
    `${count} 个刊物文件读不了，没有进库：${paths.join('、')}${count > paths.length ? '等' : ''}。请改好后运行 npm run reindex`,
  held: (count: number, names: string[]) =>
    `${count} 个待定文件等了一天以上：${names.join('、')}${count > names.length ? '等' : ''}。请用 npm run held -- list 处理`,
  dictionary: (names: string[]) =>
    `词典 ${names.join('、')} 没有跟上程序自带的新版。运行 npm run doctor 可看到原因和办法`,
  backupFailed: (why: string) => `夜间备份没有做成：${why}`,
  neverBackedUp:
    '刊物库还没有备份过，请设置 BACKUP_DIR，或运行 npm run backup（云端版加 --from d1 --remote）',
  backupTooOld: (days: number) =>
    `上次备份是 ${days} 天前，请检查 BACKUP_DIR，或运行 npm run backup（云端版加 --from d1 --remote）`,
} as const;

/** Codes of Feishu that only a person can do something about. */
const platformCodes: Record<string, string> = {
  230006: '应用没有启用机器人，或新版本还没有发布。请在开放平台启用并发布',
  230018: '群设置不允许机器人发言。请群主调整',
  230026: '没有撤回这条消息的权限。请开通 im:message:recall 或让机器人留在群里',
  230027: '缺少权限。请运行 npm run doctor，补上后发布新版本',
  230035: '机器人在群里被禁言。请群主解除',
  99991672: '缺少权限。请运行 npm run doctor，补上后发布新版本',
  99991401: '这台机器的地址不在应用的 IP 白名单里。请在开放平台“安全设置”里添加',
  99991403: '本月的调用次数用完了。请在飞书管理后台查看额度',
};

/** The editors' desk (编辑台): pushing, previewing, publishing, correcting and withdrawing in chats. */
export const desk = {
  pushWords: ['发布', '收录', '入库', '更正', '导入'] as readonly string[],
  publishWord: '发布',
  withdrawWord: '撤回',
  correctWord: '更正',
  issueNumber: (number: string) => `第${number}期`,
  supplementField: (list: string) => `增刊${list && `第${list}期`}`,
  notEditor: '谢谢。只有编辑能发布刊物，这份材料我没有打开，也没有保存。需要收录的话，请转给编辑。',
  notEditorWithdraw: '只有编辑能撤回刊物。如果发现有误，请告诉编辑，或在回答下面点“没用”并写明原因。',
  notEditorClick: '只有编辑能操作这张卡片',
  noEditors: (openId: string) =>
    `还没有指定编辑，请管理员设置 EDITORS 或 EDITORS_CHAT 后再发。您在这里的 open_id 是 ${openId}，可以填进 EDITORS。`,
  membersUnknown: '暂时查不到您是不是编辑，没有处理。请过一会儿再试。',
  tooLarge: (megabytes: number) =>
    `文件超过 ${megabytes} MB，我没有收。请压缩图片、拆开，或另存为 docx 后再发。`,
  tooMuchText: (characters: number) =>
    `文字超过 ${characters / 10_000} 万字，不像是一期简报。请按期拆开，压缩成 zip 再发。`,
  cannotFetch: '没能从飞书取到这个文件，请重新发一次；如果一直不行，请告诉管理员。',
  noRight: '应用没有读取这类内容的权限，请管理员运行 npm run doctor，补上权限后再发。',
  cannotLookAtReply:
    '我看不到您回复的那条消息（应用没有“获取群组中所有消息”的权限）。请把文件在单聊里发给我，或请管理员开通 im:message.group_msg。',
  gone: '这个文件已经被撤回或删除，取不到了。',
  documentNotShared:
    '我读不了这篇云文档：它还没有共享给我。请在文档右上角“…”里选“更多”→“添加文档应用”，加上问报，再把链接发一次；知识库里的文档，请让知识库管理员把问报所在的群加为成员。',
  documentUnsupported: '我只能读新版云文档（链接里有 /docx/ 或 /wiki/）。请导出成 docx 再发给我。',
  folder: '文件夹取不到，请压缩成 zip 再发给我。',
  documentMissing: '没有找到这篇云文档，请核对链接是否完整，文档是否已被删除。',
  documentPlain:
    '这篇云文档只读到了文字，标题样式、加粗和列表编号没有读到，请核对各篇标题和小标题；也可以导出成 docx 再发。',
  documentTooLarge: '这篇云文档太长，飞书不让读取。请导出成 docx 再发给我。',
  classifiedIn: (place: number) =>
    `压缩包里的第 ${place} 份材料带有国家秘密标志，整个压缩包我都没有收，也没有保存。请按保密规定处理，并联系本单位保密工作机构。`,
  unchanged: (label: string) => `库里已有${label}，文字相同，不用再发`,
  twiceInArchive: (label: string) => `压缩包里有两份${label}，只取了前一份`,
  emptyArchive: '压缩包里没有能读的文件。',
  failed: '这次没能处理，原因已记入日志。文件没有发布，请稍后再发一次。',
  clickFailed: '这次没有做完，原因已记入日志。请稍后再点一次，已经做成的不会重复。',
  count: (issues: number) => `${issues} 期刊物`,

  previewTitle: (label: string) => `待发布：${label}`,
  fileName: (name: string) => `来自：${name}`,
  bulletin: '刊物',
  numberLabel: '期号',
  totalLabel: '总期号',
  dateLabel: '日期',
  officeLabel: '编发单位',
  audienceLabel: '可见范围',
  titleLabel: (number: number) => `第 ${number} 篇标题`,
  unitLabel: (number: number) => `第 ${number} 篇供稿单位（多个用；隔开）`,
  notRead: '没有读到',
  field: (label: string, value: string) => `${label}：${value}`,
  everyone: '全体',
  unnamedGroup: (id: string) => `群 ${id}`,
  chooseAudience: '选择谁能看到',
  counts: (articles: number, passages: number) => `${articles} 篇文章，${passages} 个段落`,
  articleLine: (number: number, title: string, units: string) =>
    `${number}. ${title}${units && `（${units}）`}`,
  moreArticles: (count: number) => `……另有 ${count} 篇`,
  warningsTitle: (count: number) => `请核对（${count} 处）：`,
  warning: (text: string) => `· ${text}`,
  moreWarnings: (count: number) => `……另有 ${count} 处`,
  heldBy: (reason: string) => `${reason}只有管理员（ADMINS）能发布。`,
  heldClick: '这份材料有内部标记，只有管理员能发布',
  asksAdmin: (reason: string) => `${reason}请您决定是否发布。`,
  differenceTitle: (version: number, removed: number, added: number) =>
    `与已发布的第 ${version} 版相比，少 ${removed} 段，多 ${added} 段。点“发布”将替换它，旧版留存。`,
  sameAsPublished: (version: number) =>
    `库里已有这一期（第 ${version} 版），文字完全相同，不用再发；要改可见范围或标题，改好再点“发布”。`,
  nothingChanged: '没有改动，库里还是原来的那一版',
  wasWithdrawn: (version: number) => `这一期已经撤回（第 ${version} 版）。点“发布”将重新公开。`,
  otherAudience: (before: string) => `现在的可见范围是：${before}`,
  removed: (text: string) => `－ ${text}`,
  added: (text: string) => `＋ ${text}`,
  moreChanges: (count: number) => `……另有 ${count} 段不同`,
  formTitle: '读错的地方可以在这里改，改完直接点“发布”：',
  tooManyArticles: (most: number) => `只能改前 ${most} 篇的标题和单位；其余请改好文件再发一次。`,
  endsAt: (day: string) => `${day}前没有发布，这份稿件自动作废。`,
  alsoPushed: '同一份文件已经有人发来，共用这一份待发布稿。',
  lookAgain: (label: string) => `库里的${label}与您看到的不一样了，没有发布。请看过下面的差异再点“发布”。`,
  lookAgainShort: '库里的这一期与您看到的不一样，请核对后再点“发布”',
  badDate: (text: string) => `日期“${text}”看不懂，请写成 2024-03-14`,
  badNumber: (text: string) => `期号“${text}”看不懂，请写成 6、5、6 或 增刊第1期`,
  badAudience: '选的群里没有问报，请重新选',

  publishAll: '发布全部',
  batchTitle: (count: number) => `待发布：${count} 期`,
  batchRow: (label: string, articles: number, passages: number) =>
    `${label}：${articles} 篇，${passages} 个段落`,
  batchNew: '新一期',
  batchChanges: (count: number) => `与已发布的有 ${count} 段不同，将替换`,
  batchWarnings: (count: number) => `${count} 处请核对`,
  batchHeld: '有内部标记，只有管理员能发布',
  batchSkipped: (count: number) => `没有收的 ${count} 份：`,
  skipped: (name: string, reason: string) => `· ${name}：${reason}`,
  batchLeft: (published: number, left: number) =>
    `已发布 ${published} 期，还有 ${left} 期没有发布：请核对后再点。`,
  batchHint: '要改期号、日期、标题，请把那一期单独发来。',

  receiptTitle: '已发布',
  receipt: (label: string, articles: number) => `${label}已发布，${articles}篇，可在此撤回。`,
  receiptMany: (issues: number, articles: number) => `${issues} 期已发布，共 ${articles} 篇，可在此撤回。`,
  receiptVersion: (version: number) => `这是第 ${version} 版，旧版留存。`,
  openIssue: '查看本期',
  published: '已发布，现在就可以提问',
  notFindable: '库里已经改好，但回答提问用的还是原来的内容，原因已记入日志。请管理员重新启动机器人。',
  fileNotKept: '已发布，现在就可以提问；但原文件没有存下，原因已记入日志。',
  publishedBefore: '这份稿件已经发布过了',
  abandonedToast: '已放弃，没有保存',
  abandoned: (title: string) => `${title}已放弃，没有发布，文件没有保存。`,
  ended: (title: string) => `${title}放了 7 天没有发布，已作废。需要发布请把文件再发一次。`,
  endedNotice: (title: string) => `${title}待发布满 7 天，已自动作废，文件没有保存。需要发布请再发一次。`,
  endedClick: '这份稿件已作废，请把文件再发一次',
  closedClick: '这份稿件已经处理过了',
  fileRecalled: (title: string) => `${title}的文件已被撤回，这份稿件随之作废。`,

  withdrawalTitle: (label: string) => `撤回${label}`,
  withdrawalHint: '撤回后，提问、目录和链接里都不再出现这一期的内容。请写明原因：',
  withdrawalReason: '撤回原因',
  keepIt: '不撤回',
  kept: '没有撤回。',
  keptToast: '没有撤回',
  noReason: '请写明撤回的原因',
  withdrawn: (label: string, reason: string) => `${label}已撤回，不再回答。原因：${reason}`,
  withdrawnToast: '已撤回',
  changedSince: '这一期刚刚有变动，没有撤回，请再发一次“撤回”',
  chooseTitle: '要撤回哪一期？',
  choose: '选择要撤回的一期',
  noSuchIssue: (which: string) =>
    `没有找到已发布的“${which}”，请写明刊物、年份和期号，例如“撤回 2024年第6期”。`,
  howToWithdraw: '请写明撤回哪一期，例如“撤回 第6期”“撤回 2024年第6期”。我会请您写明原因并确认。',
  howToCorrect:
    '更正很简单：把改好的整期文件（或文字、云文档链接）再发我一次。我会逐段列出与已发布版本的差别，您点“发布”即替换，旧版留存。',
  howToPublish:
    '把简报发给我就行：文件（docx、pdf、doc、txt、zip……）、粘贴的全文或云文档链接都可以。我读完会给出预览，您核对后点“发布”。',
  notEditorPublish: '只有编辑能发布刊物。需要收录的话，请把材料转给编辑。',
  howToReport: '发现刊物有误，请告诉编辑；也可以在回答下面点“没用”，写明哪里不对。',
} as const;

/** `npm run forget`. */
export const forgetCommand = {
  about:
    '清除一个人的全部记录：给他的回答、他在单聊里问的和评价的、订阅、待发布稿。请先停下机器人（云端版不用停）',
  usage: '--user ou_… [--from d1 [--remote]]',
  from: '从 D1 数据库里（云端版的库）清除，而不是 DATA_DIR',
  user: '这个人的 open_id，以 ou_ 开头',
  badUser: '--user 应为以 ou_ 开头的 open_id',
  done: (lines: number, drafts: number) => `已清除 ${lines} 条记录、${drafts} 份待发布稿`,
  filesInR2: '他推送的文件由云端的机器人在一刻钟内从 R2 里删掉',
  stays:
    '发布和撤回的记录（谁在什么时候发布了哪一期）属于单位，没有动；以前的备份里仍有，会随轮换清掉；恢复时移开的 .before-restore- 文件夹请自行删除',
} as const;

/** `npm run setup`. */
export const setupCommand = {
  about: '逐项询问，写好 .env（只有自己能读），并用飞书验证凭证；已有 .env 时，直接回车保留原来的值',
  beginning: '逐项填写，直接回车用默认值或留空。凭证在飞书开放平台“凭证与基础信息”里。',
  changing: '已有 .env：直接回车保留原来的值，输入 - 清空。',
  present: '已填，不显示',
  question: (key: string, meaning: string, present: string) =>
    `${meaning}\n  ${key}${present ? `（${present}）` : ''}：`,
  trying: '正在用飞书验证……',
  credentialsFine: '飞书认得这个应用。',
  keepKey: '已生成备份的密钥 BACKUP_KEY，写在 .env 里：请另外抄一份存好，丢了备份就打不开。',
  written: '已写好 .env（权限 600）。',
  next: '接下来：npm run doctor 逐项检查，npm start 启动。',
  inputOver: '输入提前结束，什么也没有写。请从头再运行一次',
  badSigns: (key: string) => `${key} 里同时有单引号和其他引号、$ 或反斜杠，.env 里写不了，请换一个`,
  meanings: {
    FEISHU_APP_ID: '飞书应用的 App ID；留空就只开本机试用页',
    FEISHU_APP_SECRET: '飞书应用的 App Secret',
    FEISHU_DOMAIN: 'feishu、lark，或私有化部署的地址',
    FEISHU_TRANSPORT: 'websocket（长连接，不要公网地址）或 webhook',
    FEISHU_ENCRYPT_KEY: '事件订阅的 Encrypt Key',
    FEISHU_VERIFICATION_TOKEN: '事件订阅的 Verification Token',
    PUBLIC_URL: '同事打开网页用的地址，例如 https://wenbao.example.org；可留空',
    EDITORS: '编辑的 open_id，逗号隔开；可留空',
    EDITORS_CHAT: '编辑群的 chat_id，群成员都是编辑，自检也发到这里；可留空',
    ADMINS: '管理员的 open_id，逗号隔开；可留空',
    BACKUP_DIR: '每天夜里备份到哪个文件夹；可留空',
  } as Record<string, string>,
} as const;
