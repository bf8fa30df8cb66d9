/** In the page: stands in for the browser's speech, which Chromium has only with a window and a network. What happens is kept in `speech`. */
export const SPEECH = `(recognises) => {
  const speech = { begun: [], said: [], hear: () => undefined };
  const listeners = () => undefined;
  class Recognition {
    static available = async () => (recognises === 'here' ? 'available' : 'unavailable');
    start() {
      speech.begun.push(this.processLocally === true);
      speech.hear = (text) => this.onresult({ results: [[{ transcript: text }]] });
    }
    stop() { this.onend(); }
    abort() { this.onend(); }
  }
  const voices = [
    { name: 'Of the maker', lang: 'en-US', localService: false, default: true },
    { name: 'Of the device', lang: 'en-GB', localService: true, default: false },
  ];
  const synthesis = {
    getVoices: () => voices,
    addEventListener: listeners,
    speak: ({ text, voice }) => speech.said.push([text, voice.name]),
    cancel: listeners,
  };
  class Utterance {
    constructor(text) { this.text = text; }
  }
  for (const [name, value] of Object.entries({ speech, SpeechRecognition: Recognition, speechSynthesis: synthesis, SpeechSynthesisUtterance: Utterance }))
    Object.defineProperty(window, name, { value, configurable: true });
}`;
