export const doctor = async (..._: unknown[]): Promise<number> => 1
