// CommonJS without named exports for ESM
import proto from '@temporalio/proto';

export const { temporal } = proto;
