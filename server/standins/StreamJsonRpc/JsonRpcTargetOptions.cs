namespace StreamJsonRpc;

public class JsonRpcTargetOptions
{
    /// <summary>Turns the name of a method into its name on the wire.</summary>
    public Func<string, string>? MethodNameTransform { get; set; }

    public bool AllowNonPublicInvocation { get; set; }

    /// <summary>The default for methods without a <see cref="JsonRpcMethodAttribute"/>.</summary>
    public bool UseSingleObjectParameterDeserialization { get; set; }
}
