using System.Reflection;
using System.Runtime.CompilerServices;
using OtaTools.Core.Configuration;

namespace OtaTools.Tests.Support;

/// <summary>Looks for a password, a passphrase or a private key in what objects say of themselves: a record's ToString shows all of it unasked.</summary>
internal static class Secrecy
{
    private const string Password = "correct horse battery";

    private static readonly string[] SecretNames = ["password", "passphrase", "privatekey"];

    private static readonly WifiNetwork Network = new("home", Password);

    /// <summary>The types of an assembly that hold a password, directly or in a network or configuration.</summary>
    public static IReadOnlyList<Type> Holders(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => !type.IsAbstract && !type.ContainsGenericParameters && Filled(type) is not null && IsRecord(type))];

    public static void ShouldKeepItsPassword(Type type) => (Filled(type)!.ToString() ?? "").ShouldNotContain(Password, customMessage: type.FullName);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    /// <summary>An object of the type with the password wherever it has room; null where there is none.</summary>
    private static object? Filled(Type type)
    {
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
        if (type.IsEnum || type == typeof(string) || !fields.Any(field => SecretFor(field) is not null))
        {
            return null;
        }

        var filled = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in fields)
        {
            if (SecretFor(field) is { } secret)
            {
                field.SetValue(filled, secret);
            }
        }

        return filled;
    }

    private static object? SecretFor(FieldInfo field) =>
        field.FieldType == typeof(WifiNetwork) ? Network
        : field.FieldType == typeof(BoardConfiguration) ? new BoardConfiguration(Network, null)
        : field.FieldType == typeof(string) && SecretNames.Any(name => field.Name.Contains(name, StringComparison.OrdinalIgnoreCase)) ? Password
        : null;
}
