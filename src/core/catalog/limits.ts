/** The largest write request that Microsoft Graph takes, in bytes. */
export const LARGEST_BODY = 4 * 1024 * 1024;

/** Larger files beside requests, such as those of variables and bodies, are not read, in bytes. */
export const LARGEST_FILE = 16 * 1024 * 1024;
