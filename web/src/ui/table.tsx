import type { ComponentProps, ReactNode } from 'react';

interface TableProps {
  /** Read out with the table. */
  label: string;
  columns: readonly ReactNode[];
  children: ReactNode;
}

/** Rows and columns; on a narrow screen the table scrolls by itself, never the page. */
export function Table({ label, columns, children }: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-2xl border border-line bg-raised"
    >
      <table className="w-full text-left text-sm">
        <thead className="border-b border-line text-xs text-soft">
          <tr>
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <th key={index} scope="col" className="px-4 py-2.5 font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </section>
  );
}

export function TableCell({ className = '', ...props }: ComponentProps<'td'>) {
  return <td className={`px-4 py-2.5 align-top ${className}`} {...props} />;
}
