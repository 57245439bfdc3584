/** What was told and answered, as long as the median complaint and answer of the city's file of 2022. */
export const TOLD = 'Mohon bantuan, jalan berlubang '.concat(
  'sudah lama di depan rumah kami belum diperbaiki '.repeat(6),
);
export const REPLIED = 'Laporan Anda sudah kami tangani '.concat('dan mohon diperiksa kembali di lapangan '.repeat(5));
