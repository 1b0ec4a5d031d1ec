import { UnreadableYaml } from '../validation/yaml';

/** A file that is not in its encoding: kubectl rejects it. */
export class UndecodableText extends UnreadableYaml {
  /** @param text the bytes as they can be read, with U+FFFD for what cannot */
  public constructor(encoding: string, public readonly text: string, bytes: Buffer) {
    const again = Buffer.from(text);
    // A U+FFFD of the file itself is three bytes there, too.
    const differs = bytes.findIndex((byte, i) => byte !== again[i]);
    const offset = differs < 0 ? bytes.length - 1 : differs;
    const line = bytes.subarray(0, offset).toString('latin1').split('\n').length;
    super(encoding !== 'utf-8' ? `the text is not ${encoding}` : `byte ${offset} (0x${bytes[offset].toString(16)}) is not UTF-8 at line ${line}. Save the file as UTF-8`);
  }
}
