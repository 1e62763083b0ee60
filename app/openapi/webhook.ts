// What is sent to the address of a subscription, as a callback in the OpenAPI document (docs/operations/subscriptions.md). Pure.

const words = {
  vi: {
    summary:
      'Sự kiện mới, gửi đến dest. Trả lời 2xx là đã nhận; không thì được gửi lại sau 5 giây, rồi thưa dần đến 8 giờ, trong khoảng một ngày, rồi dừng chờ tổ chức quyết định.',
    delivery: 'Tên của lần gửi, giữ nguyên ở mọi lần gửi lại: đã thấy rồi thì trả lời 200 và không làm gì thêm.',
    signature:
      'sha256= rồi HMAC-SHA-256 của nguyên các byte nội dung với signatureToken, viết hệ 16; không có signatureToken thì không có tiêu đề này. Hãy tự tính lại và so trước khi tin nội dung.',
    taken: 'Đã nhận.',
    smaller: 'Nội dung lớn quá: lần sau gửi nửa số sự kiện.',
    again: 'Chưa nhận: sẽ gửi lại.',
  },
  en: {
    summary:
      'New events, sent to dest. An answer of 2xx takes them; else they are sent again after 5 seconds, then ever more seldom up to 8 hours, for about a day; then the subscription stops and waits for its organisation.',
    delivery: 'Name of the delivery, the same in every attempt: who has seen it answers 200 and does nothing.',
    signature:
      'sha256= and the HMAC-SHA-256 of the bytes of the body with the signatureToken, in hexadecimal; absent without a signatureToken. Reckon it again and compare before you believe the body.',
    taken: 'Taken.',
    smaller: 'Too large: half as many events are sent next.',
    again: 'Not taken: sent again.',
  },
} as const;

export function writeWebhook(lang: 'vi' | 'en'): Record<string, unknown> {
  const { summary, delivery, signature, taken, smaller, again } = words[lang];
  const header = (name: string, description: string, isAlways: boolean, schema: Record<string, unknown>) => ({
    name,
    in: 'header',
    required: isAlways,
    description,
    schema,
  });
  const json = (schema: string) => ({ schema: { $ref: `#/components/schemas/${schema}` } });
  const xml = { schema: { type: 'string' } };
  const content = {
    'application/ld+json': json('EPCISQueryDocument'),
    'application/problem+json': json('Problem'),
    'application/xml': xml,
    'application/problem+xml': xml,
  };
  return {
    '{$request.body#/dest}': {
      post: {
        summary,
        parameters: [
          header('Nguon-Delivery', delivery, true, { type: 'string', format: 'uuid' }),
          header('GS1-Signature', signature, false, { type: 'string', pattern: '^sha256=[0-9a-f]{64}$' }),
        ],
        requestBody: { required: true, content },
        responses: { '2XX': { description: taken }, 413: { description: smaller }, default: { description: again } },
      },
    },
  };
}
