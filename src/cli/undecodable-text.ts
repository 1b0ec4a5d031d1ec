import { UnreadableYaml } from '../validation/yaml';

/** A file that is no UTF-8: kubectl rejects it. */
export class UndecodableText extends UnreadableYaml {
  /** @param text the bytes as they can be read, with U+FFFD for what cannot */
  public constructor(public readonly text: string, bytes: Buffer) {
    const again = Buffer.from(text);
    // A U+FFFD of the file itself is three bytes there, too; of one that is cut, the last byte is told.
    const offset = bytes.findIndex((byte, i) => byte !== again[i] || i === bytes.length - 1);
    super(`byte ${offset} (0x${bytes[offset].toString(16)}) is not UTF-8 at line ${bytes.toString('latin1', 0, offset).split('\n').length}. Save the file as UTF-8`);
  }
}
