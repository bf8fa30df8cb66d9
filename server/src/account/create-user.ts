import { createId, type UserId } from '../kit/id.ts';
import type { WriteHandle } from '../store/query.ts';
import type { Role } from '../store/table/account-table.ts';
import type { UserRow } from '../store/user-reader.ts';
import { userWriter } from '../store/user-writer.ts';

export interface NewUser {
  email: string;
  displayName: string | undefined;
  /** Null for who signs in elsewhere. */
  passwordHash: string | null;
  role: Role;
}

/** Adds an active person; undefined when the e-mail address is taken. Without a name they are called by the part before the @. */
export async function createUser(tx: WriteHandle, user: NewUser, now: number): Promise<UserRow | undefined> {
  const email = user.email.toLowerCase();
  const row: UserRow = {
    id: createId<UserId>(),
    email,
    display_name: user.displayName ?? email.slice(0, email.lastIndexOf('@')),
    password_hash: user.passwordHash,
    role: user.role,
    status: 'active',
    created_at: now,
    updated_at: now,
  };
  return (await userWriter.insert(tx, row)) ? row : undefined;
}
