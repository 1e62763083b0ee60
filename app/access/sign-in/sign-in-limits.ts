// Limits on guessing passwords and codes: for one address, for one login, and for both together. In memory, one process.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '../../errors.ts';
import { networkOf } from '../../read-address.ts';

/** A household or an office behind one address signs in more often than one person does. */
const perAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 60, duration: 600 });
/** Wider than the pair's limit: a stranger elsewhere must not lock somebody out easily. */
const perLogin = new RateLimiterMemory({ keyPrefix: 'login', points: 50, duration: 3_600 });
const perPair = new RateLimiterMemory({ keyPrefix: 'pair', points: 8, duration: 900 });
const perSecondStep = new RateLimiterMemory({ keyPrefix: 'second-step', points: 8, duration: 900 });

/** Call before any work is done on the guess. */
export async function limitSignIn(address: string, login: string): Promise<void> {
  const network = networkOf(address);
  await consume(perAddress, network);
  await consume(perPair, `${network} ${login}`);
  await consume(perLogin, login);
}

/** Whoever got in was no guesser. */
export async function forgiveSignIn(address: string, login: string): Promise<void> {
  await perAddress.reward(networkOf(address));
  await perPair.delete(`${networkOf(address)} ${login}`);
  await perLogin.delete(login);
}

/** Codes of the second step and repeated passwords of a person who is known already. */
export async function limitSecondStep(userId: number): Promise<void> {
  await consume(perSecondStep, String(userId));
}

export async function forgiveSecondStep(userId: number): Promise<void> {
  await perSecondStep.delete(String(userId));
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    const wait_ms = (refused as { msBeforeNext?: number }).msBeforeNext ?? 60_000;
    const wait_min = Math.max(1, Math.ceil(wait_ms / 60_000));
    throw new AppError('too_many', 'too_many_sign_ins', {
      vi: `Đã thử quá nhiều lần. Hãy đợi ${wait_min} phút rồi thử lại. Nếu quên mật khẩu, hãy nhờ chủ tài khoản của tổ chức hoặc cán bộ quản trị cấp lại.`,
      en: `Too many attempts. Wait ${wait_min} minutes and try again. If you forgot the password, ask the owner of your organisation's account or an administrator for a new one.`,
      retryAfter_s: Math.ceil(wait_ms / 1_000),
    });
  }
}
