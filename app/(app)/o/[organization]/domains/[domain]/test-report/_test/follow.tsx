"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = { fast: 1_000, slow: 4_000 };

/** Makes the page anew while a test is under way, whichever process writes down its steps; `null`: nothing is. */
export function Follow({ pace }: { pace: keyof typeof everyMs | null }) {
  const router = useRouter();
  useEffect(() => {
    if (pace === null) return;
    const timer = setInterval(() => router.refresh(), everyMs[pace]);
    return () => clearInterval(timer);
  }, [pace, router]);
  return null;
}
