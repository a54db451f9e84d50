import { expect, it } from 'vitest';
import { saysOf } from '../../domain/says.ts';

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
