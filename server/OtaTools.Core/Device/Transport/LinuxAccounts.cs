using System.Globalization;

namespace OtaTools.Core.Device.Transport;

/// <summary>Names and members of users and groups, from the text of /etc/passwd and /etc/group (group(5)). Pure.</summary>
internal static class LinuxAccounts
{
    /// <summary>The name behind a number; the number itself where it has none here.</summary>
    public static string NameOf(uint id, IEnumerable<string> table) => Fields(id, table)?[0] ?? id.ToString(CultureInfo.InvariantCulture);

    public static bool HasMember(uint group, string user, IEnumerable<string> groups) =>
        Fields(group, groups) is [_, _, _, var members, ..] && members.Split(',').Contains(user);

    private static string[]? Fields(uint id, IEnumerable<string> table) =>
        table.Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[2] == id.ToString(CultureInfo.InvariantCulture));
}
