import { fireEvent, screen } from '@testing-library/react-native';
import { openURL } from 'expo-linking';
import { Markdown } from '../src/feature/chat/markdown/markdown.tsx';
import { draw } from './draw.tsx';

jest.mock('expo-linking', () => ({ openURL: jest.fn(async () => true) }));

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

  it('opens in the browser what is meant for one, and nothing else', async () => {
    await draw(
      <Markdown text="[a](https://example.org/a) [b](http://example.org/b) [c](mailto:ada@example.org) [d](tel:112) [e](data:text/html,x) [f](omniai://c/1) [g](/etc)" />,
    );
    const links = screen.getAllByRole('link');
    for (const link of links) await fireEvent.press(link);
    expect(jest.mocked(openURL).mock.calls).toEqual([
      ['https://example.org/a'],
      ['http://example.org/b'],
      ['mailto:ada@example.org'],
    ]);
  });

  it('does not say a host twice', async () => {
    await draw(<Markdown text="[example.org/a](https://example.org/a)" />);
    screen.getByText('example.org/a');
    expect(screen.queryByText(/\(example\.org\)/)).toBeNull();
  });

  it('leaves HTML what it is: text', async () => {
    await draw(<Markdown text={'<img src=x onerror=alert(1)> and <b>bold</b>'} />);
    screen.getByText(/<img src=x onerror=alert\(1\)> and <b>bold<\/b>/);
  });
});
