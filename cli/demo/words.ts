import { pick } from './chance.ts';

type Lang = 'zh' | 'en';
type Texts = Readonly<Record<Lang, readonly [string, ...string[]]>>;

/** What the demo's agents and customers say. */
const WORDS = {
  acknowledgement: {
    zh: [
      '您好,已经看到您的问题,正在为您核实,请稍等。',
      '亲,收到啦,我先查一下,马上回复您。',
      '您好,我来跟进,请给我一点时间。',
    ],
    en: ['Hello, I have your message and am looking into it.', 'Thanks for writing. Give me a moment to check.'],
  },
  question: {
    zh: ['为尽快处理,麻烦您提供一下订单尾号和一张照片。', '请问方便告诉我购买的型号和收货时间吗?'],
    en: [
      'To go on I need the last digits of the order and a photo, please.',
      'Which model is it, and when did it arrive?',
    ],
  },
  answer: {
    zh: [
      '已为您核实清楚:可以办理,我这边已登记,您无需再操作,结果会同步到订单页。',
      '查到了,情况如您所说,已按规则为您处理,处理结果今天内可以在订单里看到。',
      '关于您的问题,商品详情页的说明是准确的;如果仍有疑问,可以直接回复我。',
    ],
    en: [
      'I have checked it: this is possible, and I have arranged it for you. Nothing more to do on your side.',
      'You are right, and it has been put in order. You will see it in your order today.',
      'The product page is correct on this point. Just reply here if anything is still open.',
    ],
  },
  plan: {
    zh: ['这个问题需要品控和仓库一起核实,初步方案是先检测再答复,我会在约定时间前告诉您结果。'],
    en: [
      'Quality and the warehouse look at this together. First plan: a test, then you hear from me by the stated time.',
    ],
  },
  call: {
    zh: ['已电话联系顾客,问题说明清楚,顾客认可。'],
    en: ['Called the customer back, explained everything, the customer agrees.'],
  },
  more: {
    zh: ['照片已经拍好了,订单尾号是3306,请帮我看一下。', '型号是A2,前天下午收到的,还需要什么?'],
    en: [
      'The photo is on its way, the order ends in 3306. What else do you need?',
      'It is the A2 and came two days ago.',
    ],
  },
  thanks: {
    zh: ['好的谢谢', '嗯嗯,辛苦啦', '好嘞,多谢'],
    en: ['ok thanks', 'Great, thank you', 'got it, thanks'],
  },
  rejection: {
    zh: ['还是没有解决,按您说的试过了,情况一样。', '不对,我问的不是这个,请再看一下。'],
    en: ['That did not solve it, I tried and it is the same.', 'No, that is not what I asked. Please look again.'],
  },
  comeback: {
    zh: ['同样的问题又出现了,麻烦再看一下?', '刚才忘了问,这个还能再申请一次吗?'],
    en: [
      'The same thing happened again, could you have another look?',
      'One more question on this: can I ask for it twice?',
    ],
  },
  survey: {
    zh: ['回复很快,讲得也清楚。', '处理得不错。', '等得有点久。'],
    en: ['Quick and clear.', 'Well handled.', 'It took a while.'],
  },
} as const satisfies Record<string, Texts>;

/** A text for a purpose, the same one for the same place. */
export const say = (purpose: keyof typeof WORDS, lang: Lang, ...place: readonly (string | number)[]): string =>
  pick(WORDS[purpose][lang], purpose, ...place);
