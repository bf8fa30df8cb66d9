import { Link } from '@tanstack/react-router';

export function NotFound() {
  return (
    <main className="grid h-full place-content-center justify-items-center gap-3 px-6 text-center">
      <h1 className="text-xl font-semibold">There is nothing at this address</h1>
      <Link to="/" className="text-accent underline underline-offset-3">
        To your conversations
      </Link>
    </main>
  );
}
