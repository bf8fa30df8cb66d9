import type { Rule } from '../grammar.ts';

/** How questions begin: after "merke dir" or "erinnere mich" they ask instead of telling. */
const QUESTION = 'was wer wen wem wann wo warum wie welche welcher welches ob nochmal'.split(' ');

/** What is said in German. */
export const germanRules: readonly Rule[] = [
  {
    intent: 'help',
    say: [
      'hilfe',
      'hilf mir',
      '[zeige [mir]] [das] menü',
      'was kannst du',
      'was kann ich (sagen | fragen | dich fragen)',
      '<show> <all> befehle',
    ],
  },
  {
    intent: 'cancel',
    say: [
      'abbrechen',
      'brich [das] ab',
      'vergiss (es | das)',
      'schon gut',
      '[ach] egal',
      'lass (es | das) [sein]',
      'doch nicht',
    ],
  },
  {
    intent: 'stop',
    say: [
      '(stopp | stop | halt | ruhe | still | genug)',
      'sei (still | ruhig)',
      'hör auf [zu reden | zu sprechen]',
      'das reicht',
    ],
  },
  {
    intent: 'pause',
    say: [
      'hör [mir] nicht [mehr | weiter] zu',
      'hör auf zuzuhören',
      'hör auf aufzunehmen',
      'pause',
      'nicht [mehr] zuhören',
      'nimm (nicht | nichts) [mehr] auf',
    ],
  },
  {
    intent: 'set_listen_mode',
    with: { mode: 'ALWAYS' },
    say: ['hör [mir] immer zu', 'immer zuhören', '<switch> (zu | auf | in den) immer [zuhören | modus]'],
  },
  {
    intent: 'set_listen_mode',
    with: { mode: 'FOLLOWUP' },
    say: ['<switch> (zu | auf | in den) followup [modus]', '(followup | nachfragen) modus'],
  },
  {
    intent: 'set_listen_mode',
    with: { mode: 'TRIGGER' },
    say: [
      'hör nur [noch] auf (deinen namen | das weckwort)',
      'reagiere nur [noch] auf (deinen namen | das weckwort)',
      '<switch> (zu | auf | in den) (trigger | weckwort) [modus]',
    ],
  },
  {
    intent: 'start_meeting',
    say: [
      '(starte | beginne) <meeting>',
      '<meeting> (beginnt | fängt an | startet)',
      '(nimm | zeichne) <meeting> auf',
      '(protokolliere | transkribiere) <meeting>',
    ],
  },
  {
    intent: 'end_meeting',
    say: [
      '(beende | stoppe) <meeting>',
      '<meeting> ist (vorbei | zu ende | beendet | fertig)',
      'ende (der besprechung | des meetings | der sitzung)',
    ],
  },
  {
    intent: 'list_spaces',
    say: ['<show> <all> (räume | spaces | bereiche)', 'welche (räume | spaces | bereiche) (gibt es | habe ich)'],
  },
  { intent: 'list_windows', say: ['<show> <all> fenster', 'welche fenster (gibt es | habe ich | sind offen)'] },
  {
    intent: 'open_window',
    say: [
      'öffne [das] fenster [nummer] {slot:slot}',
      'öffne (das | mein) {slot:nth} fenster',
      'fenster [nummer] {slot:slot} öffne',
    ],
  },
  { intent: 'open_window', with: { slot: null }, say: ['öffne (ein | ein neues) fenster', 'öffne fenster'] },
  {
    intent: 'switch_window',
    say: [
      '<switch> [<to>] [das | dem] fenster [nummer] {slot:slot}',
      '<switch> <to> [das | dem] {slot:nth} fenster',
      'fenster [nummer] {slot:slot}',
    ],
  },
  {
    intent: 'switch_window',
    with: { slot: null },
    say: ['wechsle [das | die] fenster', '<switch> <to> [einem | ein] (anderen | anderes) fenster'],
  },
  {
    intent: 'switch_space',
    say: [
      '<switch> <to> [den | die | meinen | meine | dem | der] [raum | bereich] {space:space} [raum | bereich]',
      '(raum | bereich) {space:space}',
    ],
  },
  { intent: 'incomplete', with: { about: 'switch_space' }, say: ['wechsle den (raum | bereich)'] },
  {
    intent: 'list_tasks',
    say: [
      '<show> <all> [offenen] <tasks> [vor]',
      'was steht auf (meiner | der) <list>',
      'welche aufgaben (habe ich | sind offen | gibt es) [noch | heute]',
      'was muss ich (heute | morgen) [noch] (machen | tun | erledigen)',
      '[meine] aufgaben',
    ],
  },
  {
    intent: 'list_notifications',
    say: [
      '<show> <all> [neuen | letzten] (benachrichtigungen | mitteilungen) [vor]',
      'habe ich [neue] (benachrichtigungen | mitteilungen)',
      '[meine] (benachrichtigungen | mitteilungen)',
      'was habe ich verpasst',
    ],
  },
  {
    intent: 'list_memories',
    with: { query: null },
    say: [
      '<show> <all> erinnerungen',
      'was weißt du über mich',
      'was hast du dir [alles] gemerkt',
      'was weißt du noch',
      '[meine] erinnerungen',
    ],
  },
  {
    intent: 'list_memories',
    say: [
      'was hast du dir über {query} gemerkt',
      '<show> <all> erinnerungen (an | über | zu) {query}',
      'suche [in] [meinen] erinnerungen nach {query}',
    ],
  },
  {
    intent: 'save_conversation',
    with: { title: null },
    say: ['(speichere | protokolliere) <talk> [in omi]', 'speichere das als (gespräch | unterhaltung) [in omi]'],
  },
  { intent: 'save_conversation', say: ['speichere <talk> [in omi] (als | unter) {title}'] },
  { intent: 'add_task', needsDue: true, say: ['{title:alarm}'] },
  {
    intent: 'incomplete',
    with: { about: 'add_task' },
    say: ['[füge] [eine] neue <task> [hinzu]', 'erstelle eine [neue] <task>', 'erinnere mich [an etwas]'],
  },
  {
    intent: 'incomplete',
    with: { about: 'remember' },
    say: ['merke dir (das | etwas | was)', 'notiere [dir] (das | etwas)'],
  },
  { intent: 'incomplete', with: { about: 'forget' }, say: ['vergiss etwas', 'lösche eine erinnerung'] },
  {
    intent: 'complete_task',
    say: [
      'markiere [die] [<task>] {title} als <done>',
      '(erledige | beende) (die | meine) <task> {title}',
      'hake [die] [<task>] {title} ab',
      '(streiche | streich | nimm) {title} von (meiner | der) <list>',
      '(die | meine) <task> {title} ist <done>',
    ],
  },
  {
    intent: 'add_task',
    unless: QUESTION,
    say: [
      'erinnere mich [bitte] daran [dass ich] {title}',
      'mich daran (erinnern | erinnere) [dass ich] {title}',
      'erinnere mich [bitte] an {title}',
      'vergiss nicht {title}',
      '(füge | füg) {title} (zu | zur | auf) [meiner | der | die] <list> hinzu',
      '(setze | setz | schreibe | schreib | packe | pack) {title} auf (meine | die | unsere) <list>',
      '[neue | erstelle eine | erstelle eine neue | füge eine | füge eine neue] <task> [hinzu] {title}',
    ],
  },
  { intent: 'add_task', needsDue: true, unless: QUESTION, say: ['erinnere mich [bitte] [dass ich] {title}'] },
  { intent: 'forget', say: ['vergiss was ich [dir] über {text} gesagt habe', 'vergiss alles über {text}'] },
  {
    intent: 'forget',
    unless: [...QUESTION, 'nicht'],
    say: ['vergiss [dass | die erinnerung an] {text}', 'lösche die erinnerung (an | über) {text}'],
  },
  {
    intent: 'remember',
    unless: QUESTION,
    say: [
      'merke dir [bitte] [dass] {text}',
      '(notiere | notier | schreib auf) [dir] [bitte] dass {text}',
      'denk daran dass {text}',
      'vergiss nicht dass {text}',
    ],
  },
];
