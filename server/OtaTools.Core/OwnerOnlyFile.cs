using System.Security.AccessControl;
using System.Security.Principal;

namespace OtaTools.Core;

/// <summary>A new file that nobody else may open, from its first moment on.</summary>
internal static class OwnerOnlyFile
{
    public static FileStream Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            var rights = new FileSecurity();
            rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
            rights.AddAccessRule(new FileSystemAccessRule(WindowsIdentity.GetCurrent().User!, FileSystemRights.FullControl, AccessControlType.Allow));
            return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, 4096, FileOptions.None, rights);
        }

        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}
