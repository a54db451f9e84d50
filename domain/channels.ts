/** The ways a customer reaches a shop. */
export const CHANNELS = ['chat', 'wechat', 'email', 'hotline', 'store', 'social', 'form'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The ways a message leaves the house: every channel a customer came by, and SMS. */
export const OUTLETS = [...CHANNELS, 'sms'] as const;
export type Outlet = (typeof OUTLETS)[number];

/** Channels on which one customer holds one running conversation, so that a message without a thread still has one. */
const CONVERSATIONS: readonly Channel[] = ['chat', 'wechat', 'social'];

export const isConversation = (channel: Channel): boolean => CONVERSATIONS.includes(channel);

/** Most code points a message's text may have, by what the outlet can carry. */
export const TEXT_LIMIT = 20_000;
