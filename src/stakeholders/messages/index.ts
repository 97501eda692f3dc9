/** Messages use the stakeholders as another slice would, through their index: so they stand beside them in app.tsx, and not in them. */
export { answerByMail, beginByMail } from './incoming-mails.ts'
export { CONVERSATION, messageMails } from './mails.ts'
export { messages } from './routes.tsx'
export { blankErased, messagesFor } from './store.ts'
