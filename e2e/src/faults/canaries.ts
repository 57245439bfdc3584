/** Strings that no program makes by itself: wherever one is found, a complainant's data got there. */
export const canaries = {
  name: 'Kanarina Zebedeus Wuquf',
  phone: '+62 811-9977-553311',
  email: 'kanarina.zebedeus@contoh.id',
  words: 'burung-kenari-penanda-7f3q9',
} as const;
