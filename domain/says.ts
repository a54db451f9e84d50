import type { Saying } from './case.ts';

const GREETINGS = new Set(
  '你好 您好 你们好 在 在么 在吗 在不在 在不 有人 有人吗 有人在吗 客服 客服在吗 人呢 哈喽 哈罗 嗨 早 早上好 上午好 下午好 晚上好 hi hello hey hithere hellothere goodmorning goodafternoon goodevening anyonethere areyouthere'.split(
    ' ',
  ),
);
const COURTESIES = new Set(
  '好 好的 好滴 好嘞 好吧 行 行吧 可以 嗯 嗯嗯 嗯好 哦 哦哦 噢 知道了 明白 明白了 了解 了解了 收到 谢谢 谢谢啦 谢谢您 谢谢你 谢 谢了 多谢 非常感谢 感谢 辛苦 辛苦了 辛苦啦 再见 拜拜 有用 没事了 不客气 ok okay okok thanks thankyou thankyousomuch thankssomuch thx ty great perfect gotit allgood bye cheers'.split(
    ' ',
  ),
);
const POLITE = new Set([...GREETINGS, ...COURTESIES]);

/** How a shop is addressed and softeners that change nothing. */
const FILLERS = /亲爱的|亲亲|亲|老板|掌柜|小姐姐|小哥哥|啊|呀|哈|呢|哟|哦|啦|了哈/gu;
const LINK = /^\s*https?:\/\/\S+\s*$/iu;

const pieces = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\p{P}\p{S}\p{Z}\s]+/u)
    .filter((piece) => piece !== '');

/** The text's words run together, without addressing, blanks, signs and softeners. */
const bare = (text: string): string => pieces(text).join('').replace(FILLERS, '');

/** 我要投诉, in any wording; not 我不想投诉. */
const COMPLAINS =
  /(?<![不没别]|不[想要是会用]|没[有想])(?:投诉|举报)(?:你|他|她|这|那|商家|店|客服|到|$)|[要去会得想](?:投诉|举报)|(?:打|找|去|上|向)(?:12315|消协|工商|消费者协会)|12315(?:投诉|见)/u;
const DENIES = /[不没别](?:[想要是会用]|准备|打算)?(?:去)?(?:投诉|举报)/u;
const COMPLAINS_EN =
  /\b(?:make|file|lodge|raise|submit) (?:a|an|my) (?:formal |official )?complaint\b|\b(?:want|wish|going|like|have) to complain\b|\bi(?:'m| am) complaining\b/iu;

/** Whether a customer says to complain, in whatever words: that makes a complaint at once. */
export function complains(text: string): boolean {
  const said = bare(text);
  return (COMPLAINS.test(said) && !DENIES.test(said)) || COMPLAINS_EN.test(text);
}

/** Whether a text is made of phrases of the set only: 好的谢谢亲, 在吗在吗. */
function consistsOf(phrases: ReadonlySet<string>, text: string): boolean {
  const reachable = new Set([0]);
  for (let from = 0; from < text.length; from++) {
    if (!reachable.has(from)) continue;
    for (const phrase of phrases) if (text.startsWith(phrase, from)) reachable.add(from + phrase.length);
  }
  return reachable.has(text.length);
}

/**
 * Whether a message asks or tells something (`matter`), only says hello (`greeting`: also an emoji or a lone link), or
 * is only polite (`courtesy`). When in doubt it is a matter: a promise kept in vain costs less than one forgotten.
 */
export function saysOf(text: string): Saying {
  const said = bare(text);
  if (LINK.test(text) || consistsOf(GREETINGS, said)) return 'greeting';
  if (/[?？]/u.test(text)) return 'matter';
  return consistsOf(POLITE, said) ? 'courtesy' : 'matter';
}
