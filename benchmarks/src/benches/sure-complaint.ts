/** A complaint that a rule is sure of: it goes to the agency for public works without a desk. */
export const SURE = {
  title: 'Jalan berlubang',
  text: 'Jalan Yos Sudarso berlubang besar di depan pasar, mohon segera ditambal.',
  place: { words: 'Sangatta Utara' },
  contact: { name: 'Warga', email: 'warga@contoh.id' },
};
