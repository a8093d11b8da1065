/** The figures of one row of a table, by the name of the column. */
export type RowFigures = Readonly<Record<string, number>>;

/** Where the labelled sets are and where the shipped files are. */
export type ScoreFolders = { dataFolder: string; outputFolder: string };

/** Computes every row of the score tables of one page, by the first cell of the row. */
export type PageScorer = (folders: ScoreFolders) => Promise<ReadonlyMap<string, RowFigures>>;
