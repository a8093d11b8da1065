/** Where networks bring what happens on an account. */
export const webhookAddress = (deskUrl: string, accountId: string): string =>
  `${deskUrl}/api/webhooks/${accountId}`;
