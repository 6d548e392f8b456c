/** A published artifact that a page may fetch: Framework's FileAttachment. */
export interface Attachment {
  json(): Promise<unknown>;
}

export type Attachments = Readonly<Record<string, Attachment>>;
