/** The largest write request that Microsoft Graph takes, in bytes. */
export const LARGEST_BODY = 4 * 1024 * 1024;
