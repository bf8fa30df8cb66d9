import { screen } from '@testing-library/react-native';
import { Markdown } from '../src/feature/chat/markdown/markdown.tsx';
import { draw } from './draw.tsx';

describe('what a model writes', () => {
  it('is drawn: headings, lists, code, tables', async () => {
    await draw(
      <Markdown text={'# Title\n\n- one\n- **two**\n\n```js\nlet x;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |'} />,
    );
    for (const words of ['Title', 'two', 'let x;', 'js', '2']) screen.getByText(words, { exact: false });
  });

  it('loads no picture and says where it lies', async () => {
    await draw(<Markdown text="![a cat](https://evil.example/cat.png)" />);
    screen.getByText(/Image: a cat/);
    screen.getByText(/\(evil\.example\)/);
    expect(JSON.stringify(screen.toJSON())).not.toContain('"Image"');
  });

  it('names the host of a link, and makes none of what leads nowhere safe', async () => {
    await draw(
      <Markdown text="[bank](https://evil.example/bank) and [run](javascript:alert(1)) and [open](file:///etc/passwd)" />,
    );
    expect(screen.getAllByRole('link')).toHaveLength(1);
    screen.getByText(/\(evil\.example\)/);
  });

  it('leaves HTML what it is: text', async () => {
    await draw(<Markdown text={'<img src=x onerror=alert(1)> and <b>bold</b>'} />);
    screen.getByText(/<img src=x onerror=alert\(1\)> and <b>bold<\/b>/);
  });
});
