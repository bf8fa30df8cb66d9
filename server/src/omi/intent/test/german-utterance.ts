import type { Command } from '../command.ts';

const task = (title: string, due: string | null): Command => ({
  intent: 'add_task',
  title,
  due_at: due === null ? null : Date.parse(`${due.replace(' ', 'T')}:00+02:00`),
});

/** Commands in German, said at the moment of `WEDNESDAY`. */
export const GERMAN_UTTERANCES: readonly (readonly [Command, readonly string[]])[] = [
  [{ intent: 'help' }, ['Hilfe', 'was kannst du?', 'zeig mir das Menü']],
  [{ intent: 'cancel' }, ['abbrechen', 'vergiss es', 'ach egal', 'Schon gut.']],
  [{ intent: 'stop' }, ['stopp', 'Halt!', 'sei still', 'hör auf zu reden']],
  [{ intent: 'pause' }, ['hör auf zuzuhören', 'hör auf zu zuhören', 'hör nicht mehr zu']],
  [{ intent: 'set_listen_mode', mode: 'ALWAYS' }, ['hör immer zu']],
  [{ intent: 'set_listen_mode', mode: 'TRIGGER' }, ['hör nur noch auf deinen Namen']],
  [{ intent: 'start_meeting' }, ['starte das Meeting', 'die Besprechung beginnt', 'zeichne das Treffen auf']],
  [{ intent: 'end_meeting' }, ['beende das Meeting', 'die Besprechung ist vorbei']],
  [{ intent: 'list_windows' }, ['zeig mir meine Fenster', 'zeige alle finster', 'welche Fenster sind offen?']],
  [{ intent: 'open_window', slot: 2 }, ['öffne Fenster zwei', 'öffne das zweite Fenster', 'öffne Fenster zwo bitte']],
  [{ intent: 'switch_window', slot: 3 }, ['wechsle zu Fenster drei', 'wechsel zum dritten Fenster', 'Fenster 3']],
  [{ intent: 'switch_window', slot: null }, ['wechsle das Fenster', 'wechsel zu einem anderen Fenster']],
  [{ intent: 'list_spaces' }, ['zeige meine Räume', 'welche Räume gibt es?']],
  [
    { intent: 'switch_space', space: 'tasks' },
    ['wechsle zu Aufgaben', 'geh zu den Aufgaben', 'wechsle in den Bereich Aufgaben'],
  ],
  [{ intent: 'switch_space', space: 'memories' }, ['gehe zu den Erinnerungen']],
  [
    { intent: 'list_tasks' },
    [
      'zeig mir meine Aufgaben',
      'was steht auf meiner Liste?',
      'was muss ich morgen machen?',
      'was muss ich heute noch erledigen?',
    ],
  ],
  [
    { intent: 'list_notifications' },
    ['was habe ich verpasst?', 'zeige meine Benachrichtigungen', 'habe ich neue Mitteilungen?'],
  ],
  [
    { intent: 'list_memories', query: null },
    ['was weißt du noch?', 'was weißt du über mich?', 'zeige meine Erinnerungen'],
  ],
  [
    { intent: 'list_memories', query: 'Paris' },
    ['was hast du dir über Paris gemerkt?', 'zeige meine Erinnerungen an Paris'],
  ],
  [{ intent: 'save_conversation', title: null }, ['speichere dieses Gespräch', 'speicher das Gespräch in Omi']],
  [{ intent: 'save_conversation', title: 'Gartenplan' }, ['speichere das Gespräch als Gartenplan']],
  [
    { intent: 'remember', text: 'mein Code 4411 ist' },
    [
      'merke dir, dass mein Code 4411 ist',
      'Merk dir bitte, dass mein Code 4411 ist.',
      'notiere dir, dass mein Code 4411 ist',
    ],
  ],
  [{ intent: 'forget', text: 'Tee' }, ['vergiss, was ich über Tee gesagt habe', 'lösche die Erinnerung an Tee']],
  [
    { intent: 'complete_task', title: 'Milch kaufen' },
    ['markiere Milch kaufen als erledigt', 'hake Milch kaufen ab', 'die Aufgabe Milch kaufen ist erledigt'],
  ],
  [{ intent: 'incomplete', about: 'add_task' }, ['neue Aufgabe', 'erinnere mich']],
  [
    task('Milch', null),
    ['setze Milch auf die Einkaufsliste', 'füge Milch zu meiner Liste hinzu', 'ähm schreib Milch auf die Liste'],
  ],
  [
    task('Anna anzurufen', '2026-05-07 09:00'),
    [
      'erinnere mich morgen um neun daran, Anna anzurufen',
      'Erinner mich bitte morgen um 9 Uhr daran, Anna anzurufen.',
      'Morgen um neun erinnere mich daran, Anna anzurufen',
      'kannst du mich morgen um neun daran erinnern, Anna anzurufen?',
    ],
  ],
  [
    task('den Kuchen', '2026-05-06 10:30'),
    ['erinnere mich in einer halben Stunde an den Kuchen', 'in dreißig Minuten erinnere mich an den Kuchen'],
  ],
  [task('den Kuchen', '2026-05-06 10:25'), ['erinnere mich in fünfundzwanzig Minuten an den Kuchen']],
  [
    task('die Pillen', '2026-05-06 21:30'),
    ['erinnere mich um halb zehn an die Pillen', 'erinnere mich um 21 Uhr 30 an die Pillen'],
  ],
  [task('die Pillen', '2026-05-06 12:00'), ['erinnere mich mittags an die Pillen']],
  [task('die Pillen', '2026-05-06 19:00'), ['erinnere mich heute Abend an die Pillen']],
  [task('den Zahnarzt', '2026-05-11 08:15'), ['erinnere mich am Montag um Viertel nach acht an den Zahnarzt']],
  [task('den Zahnarzt', '2026-05-11 07:45'), ['erinnere mich am Montag um Viertel vor acht an den Zahnarzt']],
  [
    task('den Brief', '2027-05-03 09:00'),
    ['erinnere mich am dritten Mai an den Brief', 'erinnere mich am 3. Mai an den Brief'],
  ],
  [task('den Brief', '2026-06-23 09:00'), ['erinnere mich am dreiundzwanzigsten Juni an den Brief']],
  [task('den Brief', '2026-05-15 19:00'), ['erinnere mich nächsten Freitag Abend an den Brief']],
  [task('Timer', '2026-05-06 10:10'), ['stell einen Timer auf zehn Minuten']],
  [task('Aufwachen', '2026-05-07 07:00'), ['weck mich morgen um sieben']],
  [task('Aufwachen', '2026-05-07 06:00'), ['weck mich morgen um sechs']],
];

/** Questions in German. */
export const GERMAN_QUESTIONS = [
  'wie spät ist es?',
  'erinnere mich, wer Dune geschrieben hat',
  'was soll ich mir über Paris merken?',
  'woran erinnert dich das?',
  'öffne das Fenster',
  'wie viele Fenster hat das Schloss?',
  'welche Aufgaben hat ein Bürgermeister?',
  'schreib ein Gedicht über die See',
  'wie füge ich eine Aufgabe in Trello hinzu?',
  'warum vergisst man Träume?',
  'was passiert, wenn ich mein Passwort vergesse?',
  'morgen um neun',
  'ja',
  'drei',
] as const;
