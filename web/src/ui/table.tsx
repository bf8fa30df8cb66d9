import { Children, type ComponentProps, type ReactNode } from 'react';

interface TableProps {
  /** Read out with the table. */
  label: string;
  columns: readonly ReactNode[];
  /** On a narrow screen each row becomes a block of its own, its cells below each other with their labels. Else the table scrolls by itself. */
  isStacked?: boolean;
  children: ReactNode;
}

const STACKED =
  'max-sm:block max-sm:[&_tbody]:block max-sm:[&_td]:px-0 max-sm:[&_td]:py-0 max-sm:[&_thead]:sr-only max-sm:[&_tr]:grid max-sm:[&_tr]:gap-1.5 max-sm:[&_tr]:px-4 max-sm:[&_tr]:py-3.5';

/** Rows and columns. The page itself never scrolls sideways because of them. */
export function Table({ label, columns, isStacked = false, children }: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-2xl border border-line bg-raised"
    >
      <table className={`w-full text-left text-sm ${isStacked ? STACKED : ''}`}>
        <thead className="border-b border-line text-xs text-soft">
          <tr>
            {Children.map(columns, (column) => (
              <th scope="col" className="px-4 py-2.5 font-medium whitespace-nowrap">
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

interface TableCellProps extends ComponentProps<'td'> {
  /** The name of its column, said beside it where rows are blocks. */
  label?: string;
}

export function TableCell({ label, className = '', children, ...props }: TableCellProps) {
  const isPair = label === undefined ? '' : 'max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4';
  return (
    <td className={`px-4 py-2.5 align-top ${isPair} ${className}`} {...props}>
      {label !== undefined && <span className="text-[0.8125rem] whitespace-nowrap text-soft sm:hidden">{label}</span>}
      {label === undefined ? children : <span className="max-sm:min-w-0 max-sm:text-right">{children}</span>}
    </td>
  );
}
