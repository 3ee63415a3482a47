const REFUSALS = [401, 403, 404, 410];

/**
 * Whether a delivery host's status says that a session, or a private token, does not count (api-video.md, "Answers of
 * the delivery hosts").
 */
export const isRefusal = (status: number): boolean => REFUSALS.includes(status);
