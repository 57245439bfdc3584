import type { ClientMetadata } from 'oidc-provider';

/** The portal, as the provider knows it: one address to come back to, exactly; it proves itself by a key, not a secret. */
export function portalClient(portalUrl: string): ClientMetadata {
  return {
    client_id: 'tuntas-portal',
    application_type: 'web',
    redirect_uris: [`${portalUrl}/masuk/kembali`],
    post_logout_redirect_uris: [`${portalUrl}/petugas`],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks_uri: `${portalUrl}/.well-known/jwks.json`,
    id_token_signed_response_alg: 'RS256',
    backchannel_logout_uri: `${portalUrl}/masuk/diakhiri`,
    backchannel_logout_session_required: true,
  };
}

/** The system of a trial; no agency has one until an officer registers it (docs/operations/organisation.md). */
export const DEMO_SYSTEM = 'sistem-demo';

/**
 * A system of an agency: it gets tokens for itself alone, and proves itself by a key of its own. What it may do stands in
 * routing, not here.
 * @param keys where its public keys are read, so that it can have two while it changes them; or the keys themselves
 */
export function systemClient(clientId: string, keys: Pick<ClientMetadata, 'jwks' | 'jwks_uri'>): ClientMetadata {
  return {
    client_id: clientId,
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    ...keys,
  };
}
