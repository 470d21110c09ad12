// The shapes that the API answers with. Types only: nothing here runs.

/** @typedef {{id: string, email: string, name: string, role: "admin" | "member", created_at: string}} User */

/** @typedef {{access_token: string, token_type: "Bearer", expires_in: number, user: User}} Session */

/**
 * @typedef {object} Project
 * @property {string} id
 * @property {string} name
 * @property {string} description
 * @property {"owner" | "editor" | "viewer"} role what the signed-in person may do in it
 * @property {number} document_count
 * @property {number} total_bytes
 * @property {string} created_at
 * @property {string} updated_at
 */

/**
 * @typedef {object} Document
 * @property {string} id
 * @property {string} project_id
 * @property {string} name
 * @property {number} size in bytes
 * @property {string} media_type
 * @property {string} sha256
 * @property {"pending" | "ready" | "none"} thumbnail
 * @property {string | null} thumbnail_url
 * @property {{id: string, name: string}} uploaded_by
 * @property {string} created_at
 * @property {string} updated_at
 * @property {string | null} deleted_at
 */

/**
 * @template T
 * @typedef {{items: T[], next_cursor: string | null}} Page
 */

export {};
