import { expect, it } from 'vitest';
import { complains, saysOf } from '../../domain/says.ts';

it.each([
  '在吗在吗',
  '你好',
  '您好，在吗？',
  '亲，在不在呀~',
  'hello',
  'Hi there!',
  '😀',
  'https://shop.example/item/1?id=2',
  '有人吗',
])('%s is a greeting', (text) => {
  expect(saysOf(text)).toBe('greeting');
});

it.each(['好的', '好嘞辛苦啦🌹', '有用,谢啦', '嗯嗯', '谢谢亲', 'Thanks!', 'ok, thank you', '好的 谢谢 再见', '收到'])(
  '%s is a courtesy',
  (text) => {
    expect(saysOf(text)).toBe('courtesy');
  },
);

it.each([
  '这款保温壶现在多少钱?',
  '在吗？我的快递到哪了',
  '好的那什么时候发货',
  '谢谢，但是还是不行',
  '可以退吗',
  '好吗?',
  'where is my order',
  'thanks but it still does not work',
  '没解决',
  '转人工',
  '12345',
  '行不行',
  '你好，羽绒被能不能机洗呀',
])('%s is a matter', (text) => {
  expect(saysOf(text)).toBe('matter');
});

it.each([
  '拖了三天没人管，我要投诉你们',
  '再不处理我就去投诉了',
  '你们这样我会打12315的',
  '已经向消费者协会反映了',
  '投诉你们客服！',
  'I want to complain about the courier',
  'How do I file a complaint?',
])('%s complains', (text) => {
  expect(complains(text)).toBe(true);
});

it.each([
  '我不想投诉，能尽快发货就行',
  '先不投诉你们了',
  '这个投影仪支持投屏吗',
  '你们的投诉率高吗',
  'No complaints so far, thanks',
  '发票什么时候开',
])('%s does not complain', (text) => {
  expect(complains(text)).toBe(false);
});
