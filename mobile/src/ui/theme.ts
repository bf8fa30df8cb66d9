/** The colours of the web app's style sheet (web/src/style.css), by the same names. */
export interface Theme {
  isDark: boolean;
  page: string;
  panel: string;
  raised: string;
  hover: string;
  line: string;
  lineStrong: string;
  ink: string;
  soft: string;
  faint: string;
  accent: string;
  accentSoft: string;
  onAccent: string;
  danger: string;
  dangerSoft: string;
  warn: string;
  warnSoft: string;
  good: string;
  shade: string;
}

export const LIGHT: Theme = {
  isDark: false,
  page: '#fbfaf8',
  panel: '#f3f1ed',
  raised: '#ffffff',
  hover: '#e9e6e0',
  line: '#e2ded6',
  lineStrong: '#cbc6bb',
  ink: '#1d1c1a',
  soft: '#66625a',
  faint: '#706b62',
  accent: '#1f6f5c',
  accentSoft: '#e3efea',
  onAccent: '#ffffff',
  danger: '#a8322a',
  dangerSoft: '#f9e9e6',
  warn: '#8a5a0b',
  warnSoft: '#f8efdc',
  good: '#2c8a5b',
  shade: 'rgba(29, 28, 26, 0.4)',
};

export const DARK: Theme = {
  isDark: true,
  page: '#171716',
  panel: '#1d1d1b',
  raised: '#232321',
  hover: '#2a2a28',
  line: '#32322f',
  lineStrong: '#4a4a46',
  ink: '#ecebe7',
  soft: '#a3a098',
  faint: '#8f8c84',
  accent: '#7fcfb6',
  accentSoft: '#22312c',
  onAccent: '#10211b',
  danger: '#f0938a',
  dangerSoft: '#37211f',
  warn: '#e4b765',
  warnSoft: '#332a18',
  good: '#6fc796',
  shade: 'rgba(0, 0, 0, 0.6)',
};
