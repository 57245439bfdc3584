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
