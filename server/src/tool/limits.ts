/** Everything that bounds the use of tools. Times in milliseconds. */
export interface ToolLimits {
  /** To a TCP (and TLS) connection. */
  connectMs: number;
  /** To be ready, and for its list of tools. */
  greetingMs: number;
  /** For one call: slow tools search, build and test; whoever needs longer answers with a way to ask later. */
  callMs: number;
  /** For a polite end of a session; nobody waits for it. */
  farewellMs: number;
  /** One HTTP answer of a server of tools: a picture in base64, or a long page. What is larger is no answer for a model. */
  answerBytes: number;
  /** What a model is given of one result, in UTF-16 units. */
  resultUnits: number;
  /** What a person is shown of one result, in UTF-16 units. */
  shownUnits: number;
  /** The arguments of one call, in UTF-16 units: they are shown whole to whoever allows the call. */
  argumentUnits: number;
  /** Tools of one server, and pages of their list. */
  toolsPerServer: number;
  listPages: number;
  /** The description of one tool, and its parameters as JSON, in UTF-16 units. */
  descriptionUnits: number;
  parameterUnits: number;
  /** Tools offered at once: models choose badly among more, and vendors refuse more than 128. */
  offered: number;
  /** Replies of the model in one answer that may ask for tools. */
  rounds: number;
  /** Calls in one answer. */
  calls: number;
  /** Calls of one answer under way at once. */
  parallelCalls: number;
  /** How long a call waits for its person. */
  decisionMs: number;
  /** How often a waiting call is looked at, in case it was decided on another instance. */
  decisionPollMs: number;
}

export const toolLimits: ToolLimits = {
  connectMs: 5_000,
  greetingMs: 10_000,
  callMs: 120_000,
  farewellMs: 2_000,
  answerBytes: 4_194_304,
  resultUnits: 65_536,
  shownUnits: 2_000,
  argumentUnits: 16_000,
  toolsPerServer: 200,
  listPages: 20,
  descriptionUnits: 2_000,
  parameterUnits: 20_000,
  offered: 100,
  rounds: 8,
  calls: 32,
  parallelCalls: 4,
  decisionMs: 600_000,
  decisionPollMs: 500,
};
