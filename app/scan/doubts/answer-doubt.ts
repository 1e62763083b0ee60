// An officer answers a doubt; whoever holds the ticket reads the answer.
import { composeText } from '@nguon/vn';
import { recordAct } from '../../access/record-act.ts';
import type { By } from '../../access/record-act.ts';
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { markDoubtAnswered } from './store.ts';

const answer_max_chars = 2_000;
const answer_min_chars = 10;

/** Once: an answer that people may have read is not changed. The caller has checked the officer's territory. */
export async function answerDoubt(db: Db, given: { readonly ticket: string; readonly answer: string }, by: By): Promise<void> {
  const answer = composeText(given.answer).trim();
  if (answer.length < answer_min_chars || answer.length > answer_max_chars) {
    const vi = `Hãy viết câu trả lời từ ${answer_min_chars} đến ${answer_max_chars} ký tự. Người báo sẽ đọc đúng những gì bạn viết.`;
    const en = `Write an answer of ${answer_min_chars} to ${answer_max_chars} characters. The reporter reads exactly what you write.`;
    throw new AppError('invalid', 'answer_length', { vi, en, faults: [{ code: 'answer_length', path: 'answer', vi, en }] });
  }
  if (!(await markDoubtAnswered(db, given.ticket, answer, by.at)))
    throw new AppError('conflict', 'answered_already', {
      vi: 'Phản ánh này đã được trả lời trước đó.',
      en: 'This doubt was answered before.',
    });
  await recordAct(db, by, { act: 'answer_doubt', subject: `doubt:${given.ticket}` });
}
