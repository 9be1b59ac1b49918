/** Stands in for `@napi-rs/canvas` on Workers (`alias` in wrangler.toml), where no page is painted and no scan recognised. */
export {};
