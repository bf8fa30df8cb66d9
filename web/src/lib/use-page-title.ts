import { useEffect } from 'react';

const PRODUCT = 'OmniAI';

/** Names the browser's tab after what it shows. @param title undefined for the product's name alone */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} – ${PRODUCT}` : PRODUCT;
  }, [title]);
}
