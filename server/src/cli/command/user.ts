import { Command } from 'commander';
import { createPasswordHasher } from '../../account/password-hasher.ts';
import { refuseCommonPassword } from '../../account/refuse-common-password.ts';
import { createSessionEnds } from '../../account/session-ends.ts';
import { addUser } from '../../admin/add-user.ts';
import { changeUser } from '../../admin/change-user.ts';
import { handResetLink } from '../../admin/hand-reset-link.ts';
import { setUserPassword } from '../../admin/set-user-password.ts';
import type { Config } from '../../config.ts';
import { displayNameSchema, emailSchema, newPasswordSchema } from '../../http/credential-schema.ts';
import { systemClock as clock, toIso } from '../../kit/clock.ts';
import { createSecret, type UserId } from '../../kit/id.ts';
import { ACCOUNT_LIMITS } from '../../kit/limits.ts';
import type { Store } from '../../store/open.ts';
import { runWriter } from '../../store/run-writer.ts';
import type { Role, UserStatus } from '../../store/table/account-table.ts';
import { userReader } from '../../store/user-reader.ts';
import { atDatabase } from '../at-database.ts';
import { leaf, type Stage } from '../leaf.ts';
import type { Outcome } from '../outcome.ts';
import type { Terminal } from '../terminal.ts';

interface PasswordOption {
  json?: boolean;
  passwordStdin?: boolean;
}

const passwords = createPasswordHasher();

/** `omniai user …`: accounts, from the server's own machine. It works beside a running server. */
export function userCommand({ terminal, perform }: Stage): Command {
  const user = new Command('user').description('add people, let them back in, shut them out, make them administrators');
  const stdin = ['--password-stdin', 'read the password from standard input instead of making a link'] as const;
  user
    .addCommand(
      leaf('add', 'make an account, and a link with which its owner chooses the password')
        .argument('<email>')
        .option('--name <name>', 'how they are called')
        .option('--admin', 'as an administrator')
        .option(...stdin)
        .action((email: string, options: PasswordOption & { name?: string; admin?: boolean }) =>
          perform(options, () => add(terminal, email, options)),
        ),
    )
    .addCommand(
      leaf('reset-password', 'make a link with which somebody chooses another password')
        .argument('<email>')
        .option(...stdin)
        .action((email: string, options: PasswordOption) =>
          perform(options, () => resetPassword(terminal, email, options)),
        ),
    );
  const standings: [string, string, { role?: Role; status?: UserStatus }][] = [
    ['disable', 'shut somebody out; everything of theirs stays', { status: 'disabled' }],
    ['enable', 'let somebody in again who was shut out', { status: 'active' }],
    ['promote', 'make somebody an administrator', { role: 'admin' }],
    ['demote', 'make an administrator a user like others', { role: 'user' }],
  ];
  for (const [name, description, change] of standings) {
    user.addCommand(
      leaf(name, description)
        .argument('<email>')
        .action((email: string, options: { json?: boolean }) =>
          perform(options, () => changeStanding(terminal, email, change)),
        ),
    );
  }
  return user;
}

async function add(
  terminal: Terminal,
  givenEmail: string,
  { name, admin, passwordStdin }: PasswordOption & { name?: string; admin?: boolean },
): Promise<Outcome> {
  const email = take(emailSchema, givenEmail, 'The e-mail address');
  const displayName = name === undefined ? undefined : take(displayNameSchema, name, 'The name');
  const password = passwordStdin ? await readPassword(terminal, email) : createSecret();
  const passwordHash = await passwords.hash(password);
  return atDatabase(terminal, async ({ config, store, act }) => {
    const role = admin ? 'admin' : 'user';
    const user = await addUser({ store, clock }, act, { email, displayName, role, passwordHash });
    const lines = [`${user.email} has an account${admin ? ' as an administrator' : ''}.`];
    if (passwordStdin) return { data: { user }, lines };
    const link = toLink(config, await handResetLink({ store, clock }, act, user.id as UserId));
    return { data: { user, ...link.data }, lines: [...lines, ...link.lines] };
  });
}

async function resetPassword(terminal: Terminal, email: string, { passwordStdin }: PasswordOption): Promise<Outcome> {
  const passwordHash = passwordStdin ? await passwords.hash(await readPassword(terminal, email)) : undefined;
  return atDatabase(terminal, async ({ config, store, act }) => {
    const id = await findUser(store, email);
    if (passwordHash === undefined) return toLink(config, await handResetLink({ store, clock }, act, id));
    await setUserPassword({ store, clock, sessionEnds: createSessionEnds() }, act, id, passwordHash);
    return { data: {}, lines: [`${email} has another password; every session and API key of theirs has ended.`] };
  });
}

function changeStanding(
  terminal: Terminal,
  email: string,
  change: { role?: Role; status?: UserStatus },
): Promise<Outcome> {
  return atDatabase(terminal, async ({ store, act, isServerRunning }) => {
    const id = await findUser(store, email);
    const runs = {
      requestCancel: (owner: UserId, run: Parameters<typeof runWriter.requestCancel>[2]) =>
        store.transact((tx) => runWriter.requestCancel(tx, owner, run, clock.now())),
      drop: () => undefined,
    };
    const user = await changeUser({ store, clock, sessionEnds: createSessionEnds(), runs }, act, id, change);
    const lines = [`${user.email} is now ${user.status}, with the role ${user.role}.`];
    if (isServerRunning && change.status === 'disabled')
      lines.push(
        'The running server refuses their next request, stops their answers within a second, and cuts what they read now within five.',
      );
    return { data: { user }, lines };
  });
}

async function findUser(store: Store, email: string): Promise<UserId> {
  const user = await userReader.findByEmail(store.read, email.trim().toLowerCase());
  if (!user) throw new Error(`Nobody has an account with the address ${email}.`);
  return user.id;
}

async function readPassword(terminal: Terminal, email: string): Promise<string> {
  const { passwordMinLength: min, passwordMaxLength: max } = ACCOUNT_LIMITS;
  const password = newPasswordSchema.safeParse(await terminal.readInput());
  if (!password.success) throw new Error(`The password must have ${min} to ${max} characters.`);
  await refuseCommonPassword(password.data, email, 'password');
  return password.data;
}

function take(schema: typeof emailSchema, value: string, what: string): string {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${what} ${parsed.error.issues[0]?.message ?? 'cannot be used'}.`);
  return parsed.data;
}

function toLink(config: Config, { path, expiresAt }: { path: string; expiresAt: number }): Outcome {
  const { publicUrl, host, port } = config.http;
  const url = `${publicUrl ?? `http://${host}:${port}`}${path}`;
  const expires_at = toIso(expiresAt);
  return {
    data: { url, expires_at },
    lines: [`Hand this link over; it sets the password once, until ${expires_at}:`, url],
  };
}
