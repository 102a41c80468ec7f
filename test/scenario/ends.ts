/** Two ends of a packet. */
export interface Ends {
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
}
/** Ends without ports. */
export type Hosts = Pick<Ends, 'source' | 'destination'>;
