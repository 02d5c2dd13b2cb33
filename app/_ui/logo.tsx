/** The mark: an envelope whose flap is held by a wax seal. Decorative; name it in the text beside it. */
export function LogoMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <rect x="2.5" y="6" width="27" height="20.5" rx="3.5" fill="var(--logo-paper)" />
      <path
        d="M4 9.2 14.3 17a2.8 2.8 0 0 0 3.4 0L28 9.2"
        stroke="var(--logo-fold)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="17.6" r="5.6" fill="var(--logo-wax)" />
      <path
        d="m13.5 17.7 1.8 1.8 3.3-3.6"
        stroke="#fff"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
