import type { Citation, Tool } from '../provider/spec.ts';

/** What came of a call. */
export interface ToolOutput {
  text: string;
  /** Whether the tool says that it failed. */
  isError: boolean;
  /** Sources that the text names. */
  citations: readonly Citation[];
}

/** A tool that one answer may use. */
export interface OfferedTool {
  /** As the model knows it. */
  tool: Tool;
  /** As people know it. */
  server: string;
  name: string;
  /** Whether its person is asked before it is called. */
  isWriting: boolean;
  /** Calls it once. Never throws: what goes wrong is said to the model. */
  call(args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ToolOutput>;
}

/** The tools of one answer. */
export interface ToolKit {
  readonly tools: readonly OfferedTool[];
  /** The most that the model is given of one result, in UTF-16 units. */
  readonly maxResultUnits: number;
  /** Ends every talk with their servers. Never throws. */
  close(): Promise<void>;
}
