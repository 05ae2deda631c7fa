/** What an operator may set; known here so that tests can sign as the server does. */
export const secrets = {
  SESSION_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
  OPERATOR_TOKEN: 'an-operator-token-for-tests-only-0123456',
};
