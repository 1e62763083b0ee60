// Makes a person who may sign in, and makes people members of organisations.
import { composeText } from '@nguon/vn';
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Fault } from '../../errors.ts';
import { recordAct } from '../record-act.ts';
import type { By } from '../record-act.ts';
import { insertMembership } from './membership-store.ts';
import type { MemberRole } from './membership-store.ts';
import { findPasswordFault, hashPassword, password_min_chars } from '../sign-in/password.ts';
import { insertUser } from './user-store.ts';

const loginForm = /^[a-z0-9][a-z0-9._@+-]{2,99}$/;
const display_name_max_chars = 120;

export interface CreateUser {
  readonly login: string;
  readonly displayName: string;
  readonly password: string;
  /** Given by somebody else: must be changed at the first sign-in. */
  readonly passwordIsTemporary: boolean;
  readonly isAdministrator?: boolean;
  readonly isDemo?: boolean;
}

/** Logins are kept in small letters, so that nobody is locked out by a capital. */
export function cleanLogin(login: string): string {
  return composeText(login).trim().toLowerCase();
}

/** @throws AppError invalid with all faults, or conflict when the login is taken. Returns the person's id. */
export async function createUser(db: Db, wanted: CreateUser, by: By): Promise<number> {
  const login = cleanLogin(wanted.login);
  const displayName = composeText(wanted.displayName).trim();
  const faults = findUserFaults(login, displayName, wanted.password);
  if (faults.length > 0)
    throw new AppError('invalid', 'user_invalid', {
      vi: 'Thông tin người dùng chưa đúng.',
      en: 'The data of the person need mending.',
      faults,
    });
  const id = await insertUser(db, {
    login,
    display_name: displayName,
    password_hash: await hashPassword(wanted.password),
    password_is_temporary: wanted.passwordIsTemporary,
    is_administrator: wanted.isAdministrator ?? false,
    is_demo: wanted.isDemo ?? false,
    created_at: by.at,
  });
  if (id === undefined)
    throw new AppError('conflict', 'login_taken', {
      vi: `Tên đăng nhập "${login}" đã có người dùng. Hãy chọn tên khác.`,
      en: `The login "${login}" is taken. Choose another.`,
      faults: [
        {
          code: 'login_taken',
          path: 'login',
          vi: 'Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.',
          en: 'This login is taken. Choose another.',
        },
      ],
    });
  await recordAct(db, by, {
    act: 'create_user',
    subject: `user:${id}`,
    details: { login, administrator: wanted.isAdministrator ?? false },
  });
  return id;
}

function findUserFaults(login: string, displayName: string, password: string): Fault[] {
  const faults: Fault[] = [];
  if (!loginForm.test(login))
    faults.push({
      code: 'login_form',
      path: 'login',
      vi: 'Tên đăng nhập có từ 3 đến 100 ký tự: chữ không dấu, chữ số, dấu chấm, gạch ngang, @. Có thể dùng địa chỉ thư hoặc số điện thoại.',
      en: 'A login has 3 to 100 characters: letters without accents, digits, dots, dashes, @. An e-mail address or a telephone number will do.',
    });
  if (displayName === '' || displayName.length > display_name_max_chars)
    faults.push({
      code: 'name_missing',
      path: 'name',
      vi: `Hãy nhập họ và tên (tối đa ${display_name_max_chars} ký tự).`,
      en: `Give the person's name, at most ${display_name_max_chars} characters.`,
    });
  const fault = findPasswordFault(password, login);
  if (fault !== undefined) faults.push(passwordFault(fault, 'password'));
  return faults;
}

/** In words, what is wrong with a password that somebody chose. */
export function passwordFault(code: 'too_short' | 'too_long' | 'too_common', path: string): Fault {
  const texts = {
    too_short: [
      `Mật khẩu cần ít nhất ${password_min_chars} ký tự. Một câu ngắn dễ nhớ là tốt nhất.`,
      `A password needs at least ${password_min_chars} characters. A short sentence is best.`,
    ],
    too_long: [
      'Mật khẩu dài quá 200 ký tự. Hãy chọn mật khẩu ngắn hơn.',
      'The password is longer than 200 characters. Choose a shorter one.',
    ],
    too_common: [
      'Mật khẩu này ai cũng đoán ra. Hãy chọn mật khẩu khác, ví dụ bốn từ không liên quan.',
      'This password is among the first to be guessed. Choose another, such as four unrelated words.',
    ],
  } as const;
  return { code: `password_${code}`, path, vi: texts[code][0], en: texts[code][1] };
}

export interface AddMember {
  readonly userId: number;
  readonly orgId: number;
  readonly role: MemberRole;
  /** An officer's territory: this unit and all below it. */
  readonly territoryUnitId?: number;
}

export async function addMember(db: Db, wanted: AddMember, by: By): Promise<void> {
  if ((wanted.role === 'officer') !== (wanted.territoryUnitId !== undefined))
    throw new Error('an officer has a territory, nobody else has');
  const added = await insertMembership(db, {
    user_id: wanted.userId,
    org_id: wanted.orgId,
    role: wanted.role,
    territory_unit_id: wanted.territoryUnitId ?? null,
    created_at: by.at,
  });
  if (!added)
    throw new AppError('conflict', 'member_already', {
      vi: 'Người này đã là thành viên của tổ chức.',
      en: 'This person is a member of the organisation already.',
    });
  await recordAct(db, by, { orgId: wanted.orgId, act: 'add_member', subject: `user:${wanted.userId}`, details: { role: wanted.role } });
}
