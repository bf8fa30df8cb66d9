import type { Transporter } from 'nodemailer';

interface Mail {
  to: string;
  subject: string;
  /** Plain text: nothing in it is a link that shows another one. */
  text: string;
}

/** Hands mail to the SMTP server of the settings. */
export interface Mailer {
  /** Resolves when the server has taken it. @throws Error when it has not */
  send(mail: Mail): Promise<void>;
  close(): void;
}

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** @param smtpUrl `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte */
export function createMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  let opened: Promise<Transporter> | undefined;
  const open = async (): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer');
    return createTransport({ url: smtpUrl, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
  };
  return {
    async send(mail) {
      opened ??= open();
      await (await opened).sendMail({ from, ...mail });
    },
    close() {
      void opened?.then((transport) => transport.close());
    },
  };
}
