import { I18nProvider } from '@lingui/react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { i18n, loadArea, speak } from '../../../lib/i18n.ts';
import { Markdown } from './markdown.tsx';

const render = (text: string, isComplete = true) =>
  renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <Markdown text={text} isComplete={isComplete} />
    </I18nProvider>,
  );

/** Everything in a page that runs, loads or leads somewhere by itself. */
const DANGEROUS =
  /<(script|iframe|object|embed|form|input type="(?!checkbox)|style|link|meta|base|svg onload|img|video|audio|source|template|math)\b|\son\w+=|(href|src|action|formaction|srcset|background)="(?!https?:|mailto:)/i;

beforeAll(async () => {
  await loadArea('chat');
  await speak('en');
});

describe('Markdown', () => {
  test('draws what people write', () => {
    const html = render('# Title\n\n**bold** and `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done');
    for (const part of ['<h1>Title</h1>', '<strong>bold</strong>', '<td>1</td>', 'type="checkbox"', 'inline-code']) {
      expect(html).toContain(part);
    }
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<iframe src="https://evil.example"></iframe>',
    '<form action="https://evil.example"><input name=p><button>go</button></form>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>@import "https://evil.example/x.css"</style>',
    '<div style="position:fixed;inset:0">over</div>',
    '<details open ontoggle=alert(1)>x</details>',
    '<math><mi xlink:href="data:text/html,x">x</mi></math>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    'text <b onmouseover=alert(1)>bold</b> text',
    '<!-- --><img src="https://evil.example/p.png">',
    '```html\n<img src=x onerror=alert(1)>\n```\n<script>1</script>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
  ])('shows HTML as the text it is: %s', (hostile) => {
    const html = render(hostile);
    expect(html.replaceAll(/&lt;.*?&gt;/gs, '')).not.toMatch(DANGEROUS);
    expect(html).toContain('&lt;');
    expect(html).not.toMatch(/style="[^"]*position/);
  });

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example/path)',
    '[x](/auth/logout)',
    '[x][r]\n\n[r]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '[x](blob:https://evil.example/1)',
  ])('a link that leads nowhere safe is dead: %s', (hostile) => {
    expect(render(hostile)).not.toContain('href');
  });

  test.each([
    '![pixel](https://evil.example/p.png)',
    '![pixel][r]\n\n[r]: https://evil.example/p.png',
    '[![pixel](https://evil.example/p.png)](https://evil.example)',
    '![pixel](data:image/svg+xml;base64,PHN2Zz4=)',
    '![pixel](//evil.example/p.png)',
  ])('loads no image by itself: %s', (hostile) => {
    const html = render(hostile);
    expect(html).not.toMatch(/<img|\ssrc=|url\(/);
    expect(html).toContain('pixel');
  });

  test('an image names its host and is a link', () => {
    expect(render('![a cat](https://pics.example/cat.png)')).toMatch(
      /href="https:\/\/pics\.example\/cat\.png".*a cat \(pics\.example\)/,
    );
  });

  test('a link says where it leads and takes nothing along', () => {
    const html = render('[your bank](https://www.evil.example/login)');
    expect(html).toContain('(evil.example)');
    expect(html).toContain('target="_blank" rel="noopener noreferrer"');
  });

  test('a link is not told twice where it leads', () => {
    expect(render('https://example.org/path')).not.toContain('(example.org)');
  });

  test('ids cannot take the place of the page’s own', () => {
    expect(render('x[^root]\n\n[^root]: note')).not.toMatch(/id="(?!user-content-)/);
  });

  test('closes what a stopped answer left open', () => {
    expect(render('some **bold', false)).toContain('<strong>bold</strong>');
    expect(render('some **bold', true)).not.toContain('<strong>');
  });
});
