using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace VideoGen.Credentials;

/// <summary>
/// DPAPI for the current user (CryptProtectData of crypt32.dll). The managed wrapper is a package of its own, which PowerShell
/// does not ship.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsDataProtection : ISecretProtection
{
    /// <summary>CRYPTPROTECT_UI_FORBIDDEN: an error instead of a dialog.</summary>
    private const int NoDialog = 1;

    public string Name => "DPAPI";

    public byte[] Protect(byte[] secret) => Transform(secret, protects: true);

    public byte[] Unprotect(byte[] data) => Transform(data, protects: false);

    private static byte[] Transform(byte[] input, bool protects)
    {
        GCHandle pinned = GCHandle.Alloc(input, GCHandleType.Pinned);
        Blob output = default;
        try
        {
            var blob = new Blob { Size = input.Length, Data = pinned.AddrOfPinnedObject() };
            bool done = protects
                ? CryptProtectData(ref blob, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoDialog, ref output)
                : CryptUnprotectData(ref blob, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoDialog, ref output);
            if (!done)
            {
                throw new CryptographicException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
            }

            byte[] result = new byte[output.Size];
            Marshal.Copy(output.Data, result, 0, result.Length);
            return result;
        }
        finally
        {
            pinned.Free();
            if (output.Data != IntPtr.Zero)
            {
                Marshal.Copy(new byte[output.Size], 0, output.Data, output.Size);
                _ = LocalFree(output.Data);
            }
        }
    }

    [DllImport("crypt32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptProtectData(ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, ref Blob output);

    [DllImport("crypt32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptUnprotectData(ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, ref Blob output);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);

    /// <summary>DATA_BLOB.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        public int Size;
        public IntPtr Data;
    }
}
