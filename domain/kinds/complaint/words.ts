import type { Locale } from '../../case.ts';
import type { EvidenceItem, MeasureKind, Truth } from './codes.ts';

type Words = Readonly<Record<Locale, string>>;

const EVIDENCE: Readonly<Record<EvidenceItem, Words>> = {
  photo: { zh: '照片', en: 'photos' },
  video: { zh: '视频', en: 'a video' },
  'chat-screenshot': { zh: '聊天截图', en: 'screenshots of the chat' },
  'order-proof': { zh: '订单凭证', en: 'proof of the order' },
  receipt: { zh: '票据', en: 'the receipt' },
  'parcel-label': { zh: '快递面单', en: 'the parcel label' },
  'medical-record': { zh: '就诊记录', en: 'the medical record' },
  other: { zh: '其他相关材料', en: 'anything else that shows it' },
};

/** What was found, as the customer is told. Nobody is called a liar. */
const TRUTHS: Readonly<Record<Truth, Words>> = {
  confirmed: { zh: '情况属实', en: 'what you told us is so' },
  partly: { zh: '情况部分属实', en: 'what you told us is partly so' },
  'not-verifiable': { zh: '现有材料无法核实', en: 'we could not verify it from what there is' },
  refuted: { zh: '核实结果与反映的情况不一致', en: 'we found it to be otherwise' },
};

const MEASURES: Readonly<Record<MeasureKind, Words>> = {
  apology: { zh: '致歉', en: 'our apology' },
  explanation: { zh: '说明情况', en: 'an explanation' },
  'internal-correction': { zh: '内部整改', en: 'we correct it in the house' },
  coupon: { zh: '优惠券', en: 'a coupon' },
  points: { zh: '积分', en: 'points' },
  goodwill: { zh: '补偿金', en: 'goodwill' },
  'refund-by-rule': { zh: '退款', en: 'a refund' },
  'refund-outside': { zh: '退款', en: 'a refund' },
  replacement: { zh: '补发换新', en: 'a replacement' },
  punitive: { zh: '赔付', en: 'compensation' },
};

const NONE: Words = { zh: '无', en: 'none' };

const yuan = (cents: string): string => `${Math.floor(Number(cents) / 100)}.${cents.slice(-2).padStart(2, '0')}`;

/** `coupon:5000`: a coupon of ¥50.00. The value of a replacement is the shop's affair. */
function measureWords(code: string, locale: Locale): string {
  const [kind = '', amount] = code.split(':');
  const word = MEASURES[kind as MeasureKind][locale];
  if (amount === undefined || kind === 'replacement') return word;
  if (kind === 'points') return locale === 'zh' ? `${amount}${word}` : `${amount} ${word}`;
  return locale === 'zh' ? `${yuan(amount)}元${word}` : `${word} of ¥${yuan(amount)}`;
}

const list = (codes: string, locale: Locale, word: (code: string) => string): string =>
  codes === ''
    ? NONE[locale]
    : codes
        .split(' ')
        .map(word)
        .join(locale === 'zh' ? '、' : ', ');

/** The words of a fact that a complaint's text is filled with; null: it is no such fact. */
export function complaintWords(name: string, codes: string, locale: Locale): string | null {
  switch (name) {
    case 'items':
      return list(codes, locale, (item) => EVIDENCE[item as EvidenceItem][locale]);
    case 'truth':
      return TRUTHS[codes as Truth][locale];
    case 'measures':
      return list(codes, locale, (measure) => measureWords(measure, locale));
    default:
      return null;
  }
}
